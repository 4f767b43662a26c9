package dev.ferrule.auth;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that speak for a method, in lower case.
 *
 * @param weight of one mention in the document's own description; elsewhere it counts less
 * @param anchors one of these stands in every text that fits: a cheap look before the pattern, as most texts have none
 */
record ProseRule(String type, double weight, List<String> anchors, Pattern words) {

    private static final String API_KEY = "\\bapi[ -]?keys?\\b|\\bapi[ -]tokens?\\b|cl[ée]s? d['’]api|api-?schl[üu]ssel"
            + "|clave (de |del )?api|chave (de |da )?api|chiave api|api-?sleutel|klucz(a|em|u)? api|api ?キー|api ?密钥|ключ api|api-ключ";

    /** The first rule of a type that fits a text is its clue. */
    static final List<ProseRule> ALL = List.of(
            rule("bearer", 0.85, "bearer", "authorization[`'\"]?\\s*[:=]\\s*[`'\"]?\\s*bearer\\b"),
            rule("bearer", 0.7, "bearer", "\\bbearer[ -]?(auth\\w*|tokens?)|[`'\"]bearer[ `'\"<{\\[]"),
            rule("basic", 0.85, "basic", "authorization[`'\"]?\\s*[:=]\\s*[`'\"]?\\s*basic\\b"),
            rule(
                    "basic",
                    0.75,
                    "basic auth|basic http|basic access|basisauth|basique|básica|basica|di base|curl ",
                    "\\bbasic (http )?(access )?auth|basisauthenti|authentification basique|autenticaci[oó]n b[aá]sica"
                            + "|autentica[cç][aã]o b[aá]sica|autenticazione di base|\\bcurl [^\\n]{0,40}-u \\S+:"),
            rule("digest", 0.75, "digest", "\\bdigest (access )?authenti|authorization\\s*:\\s*digest\\b"),
            rule(
                    "aws_sigv4",
                    0.85,
                    "aws|amazon sig|sigv4|signature version 4",
                    "\\baws4-hmac|\\bsigv4\\b|signature version 4|(aws|amazon) signature"),
            rule("oauth1", 0.85, "oauth", "\\boauth ?1(\\.0a?)?\\b|\\boauth_(consumer_key|signature)\\b"),
            rule(
                    "hmac",
                    0.7,
                    "hmac|sign each|sign every|sign all|sign the|sign your|signed each|signed every|signed all|signed the|signed your|request signing",
                    "\\bhmac\\b[^.]{0,60}\\b(sign|auth|request|header)|\\b(sign|auth|request|header)\\w*\\b[^.]{0,60}\\bhmac\\b"
                            + "|\\bsign(ed)? (each|every|all|the|your) requests?\\b|\\brequest signing\\b"),
            rule(
                    "mutual_tls",
                    0.75,
                    "tls|client certificate",
                    "\\bmutual tls\\b|\\bmtls\\b|\\bclient certificates?\\b[^.]{0,60}\\b(auth|requir|connect)"),
            rule("openid_connect", 0.6, "openid|oidc", "\\bopenid[ -]?connect\\b|\\boidc\\b"),
            rule(
                    "oauth2",
                    0.75,
                    "oauth|client_credentials|client credentials|authorization_code|authorization code",
                    "\\boauth ?2(\\.0)?\\b|\\boauth\\b(?! ?1)|\\bclient[_ ]credentials\\b|\\bauthorization[_ ]code (grant|flow)\\b"),
            rule(
                    "session",
                    0.6,
                    "cookie|jsessionid",
                    "\\b(session|authentication) cookie\\b|\\bjsessionid\\b|\\bset-cookie\\b"),
            rule("api_key", 0.6, "api", API_KEY),
            rule(
                    "api_key",
                    0.4,
                    "access |auth|subscription key|app key|app keys|application key|developer key",
                    "\\b(access|auth(entication|orization)?) (key|token)s?\\b|\\bsubscription key\\b|\\b(app|application|developer) keys?\\b"),
            rule(
                    "none",
                    0.8,
                    "no |not |without |keine |sans |sin |senza ",
                    "\\bno (api[ -]?key|auth(entication|orization)?|credentials|login|registration)( is| are)? (required|needed|necessary)"
                            + "|\\bwithout (any )?(authentication|an api key|credentials)\\b|\\b(authentication|api key) is not (required|needed)"
                            + "|keine (authentifizierung|anmeldung) (ist )?(n[öo]tig|erforderlich)|sans authentification"
                            + "|sin autenticaci[oó]n|senza autenticazione"));

    private static ProseRule rule(String type, double weight, String anchors, String words) {
        return new ProseRule(type, weight, List.of(anchors.split("\\|")), Pattern.compile(words));
    }

    /** The first find, or null. */
    @Nullable
    Matcher in(String lower) {
        for (String anchor : anchors) {
            if (lower.contains(anchor)) {
                Matcher matcher = words.matcher(lower);
                return matcher.find() ? matcher : null;
            }
        }
        return null;
    }
}
