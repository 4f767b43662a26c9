package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Credentials that a description lists among the ordinary parameters of its operations. */
final class ParameterClues {

    private static final Pattern NOT_A_CREDENTIAL = Pattern.compile(
            "(page|next|prev|continuation|skip|more|sync|cursor|scroll|csrf|xsrf|refresh|device|push|request|idempotency"
                    + "|reset|invite|activation|upload|confirm|verification|delta|resume|session)(token|key)|cancellation.*");
    private static final Pattern CREDENTIAL = Pattern.compile(
            ".*(apikey|apitoken|accesstoken|authtoken|authorizationtoken|subscriptionkey|appkey|apisecret|appsecret"
                    + "|clientsecret|servertoken|secretkey|securitytoken|accesskey|authkey|authorization|authheader)(value)?");
    private static final Pattern COMPANION =
            Pattern.compile("x?(.*(appid|applicationid|apiusername|apiuser|clientid|apiclient|consumerkey))");
    private static final Pattern SIGNATURE = Pattern.compile("x?(.*hmac.*|.*signature|sign)");
    private static final Pattern HINT = Pattern.compile(
            "api[ -]?key|access token|auth|credential|your (personal |secret |own )?(key|token)|developer key|app(lication)? key",
            Pattern.CASE_INSENSITIVE);

    /** One of these is in every name that the patterns know: most names have none. */
    private static final List<String> TELLING =
            List.of("key", "token", "auth", "secret", "sign", "hmac", "amz", "code", "app", "api", "client");

    private ParameterClues() {}

    /** What one parameter says, or null; companions such as an application id come with the type {@code companion}. */
    static @Nullable Clue of(Operation operation, Operation.Parameter parameter) {
        if (!parameter.in().equals("header")
                && !parameter.in().equals("query")
                && !parameter.in().equals("cookie")) {
            return null;
        }
        String lower = Text.lower(parameter.name());
        if (TELLING.stream().noneMatch(lower::contains)) {
            return null;
        }
        String name = Text.bare(lower);
        String about = parameter.description() == null ? "" : parameter.description();
        boolean header = parameter.in().equals("header");
        Evidence evidence = Text.quote(operation.pointer(), about.isBlank() ? parameter.name() : about);
        if (name.startsWith("xamzsignature") || name.startsWith("xamzcredential") || name.startsWith("xamzdate")) {
            return Clue.of("aws_sigv4", 0.9, evidence);
        }
        if (name.equals("oauthsignature") || name.equals("oauthconsumerkey")) {
            return Clue.of("oauth1", 0.85, evidence);
        }
        if (NOT_A_CREDENTIAL.matcher(name).matches()) {
            return null;
        }
        if (header && name.equals("authorization")) {
            return ProseClues.authorizationHeader(about, evidence);
        }
        if (SIGNATURE.matcher(name).matches() && header) {
            return new Clue("hmac", "header", parameter.name(), null, null, null, 0.5, 0, evidence);
        }
        if (COMPANION.matcher(name).matches()) {
            return new Clue("companion", parameter.in(), parameter.name(), null, null, null, 0.1, 0, evidence);
        }
        double weight = weight(name, about, header, parameter.required());
        return weight == 0 ? null : Clue.key(parameter.in(), parameter.name(), weight, evidence);
    }

    private static double weight(String name, String about, boolean header, boolean required) {
        double weight = 0;
        if (CREDENTIAL.matcher(name).matches()) {
            weight = 0.85;
        } else if (header && (name.endsWith("token") || name.equals("auth") || name.endsWith("auth"))) {
            weight = 0.75;
        } else if (name.equals("token") || name.equals("auth")) {
            weight = HINT.matcher(about).find() ? 0.7 : 0.4;
        } else if (name.equals("key") || name.endsWith("passkey") || name.equals("code") && header) {
            weight = HINT.matcher(about).find() ? 0.7 : 0;
        } else if (header && name.endsWith("key") && HINT.matcher(about).find()) {
            weight = 0.7;
        }
        return required ? weight : weight * 0.9;
    }
}
