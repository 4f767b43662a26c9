package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.SecurityScheme;
import dev.ferrule.spec.SecurityScheme.Flow;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a declared scheme really means: some say API key and mean a bearer token, a signature or a login. */
final class SchemeReading {

    private static final Pattern AWS = Pattern.compile(
            "aws ?(4|sig|v4)|(aws|amazon) signature|sigv4|signature version 4|x-amz-(date|signature|credential)");
    private static final Pattern HMAC = Pattern.compile("hmac|x-(\\w+-)*signature|request signature|signed request");
    private static final Pattern AUXILIARY = Pattern.compile(
            "in combination with|in addition to|impersonat|on behalf of another|\\bsudo\\b|two[- ]factor|\\botp\\b|\\b2fa\\b");
    private static final Pattern SESSION = Pattern.compile(".*(session|sess|sid|login|auth|jwt|token).*");

    private SchemeReading() {}

    /** One candidate for each way to use the scheme, the best first; {@code said} is what the prose says of the header. */
    static List<Candidate> read(SecurityScheme scheme, List<Clue> said, @Nullable String host) {
        List<Candidate> read = switch (Text.lower(scheme.type())) {
            case "apikey" -> List.of(apiKey(scheme, said));
            case "http" -> List.of(http(scheme));
            case "oauth2" -> oauth2(scheme, said, host);
            case "openidconnect" -> List.of(openId(scheme, host));
            case "mutualtls" -> List.of(new Candidate("mutual_tls", null, null));
            default -> List.of(fromName(scheme.name()));
        };
        for (Candidate candidate : read) {
            candidate.scheme = scheme.name();
            candidate.evidence.add(0, new Evidence(scheme.pointer(), declared(scheme)));
            if (AUXILIARY.matcher(words(scheme)).find()) {
                candidate.trust *= 0.5;
                candidate.note("By its description this goes with another method and is not enough alone.");
            }
        }
        return read;
    }

    private static String words(SecurityScheme scheme) {
        return Text.lower(scheme.name() + " " + scheme.parameterName() + " "
                + (scheme.description() == null ? "" : scheme.description()));
    }

    private static String declared(SecurityScheme scheme) {
        String text = "type: " + scheme.type()
                + (scheme.scheme() == null ? "" : ", scheme: " + scheme.scheme())
                + (scheme.in() == null ? "" : ", in: " + scheme.in())
                + (scheme.parameterName() == null ? "" : ", name: " + scheme.parameterName())
                + (scheme.description() == null ? "" : ": " + scheme.description());
        return Text.quote("", text).quote();
    }

    private static Candidate apiKey(SecurityScheme scheme, List<Clue> said) {
        String words = words(scheme);
        String name = scheme.parameterName() == null ? "Authorization" : scheme.parameterName();
        String in = scheme.in() == null ? "header" : scheme.in();
        if (AWS.matcher(words).find()) {
            return concluded("aws_sigv4", "Declared as an API key, but it is the signature of AWS (version 4).");
        }
        if (HMAC.matcher(words).find()) {
            Candidate hmac = new Candidate("hmac", in, name);
            hmac.trust = 0.9;
            return hmac.note("Declared as an API key, but each request is signed.");
        }
        if (in.equals("cookie") && SESSION.matcher(Text.bare(name)).matches()) {
            Candidate session = new Candidate("session", "cookie", name);
            session.trust = 0.9;
            return session.note("The cookie comes from a login.");
        }
        if (!in.equals("header") || !name.equalsIgnoreCase("Authorization")) {
            return new Candidate("api_key", in, name);
        }
        Clue hidden = ProseClues.authorizationHeader(
                scheme.name() + ": " + (scheme.description() == null ? "" : scheme.description()),
                new Evidence(scheme.pointer(), name));
        if (hidden.type().equals("api_key") && hidden.prefix() == null) {
            hidden = said.stream()
                    .filter(clue -> clue.weight() >= 0.5
                            && (List.of("bearer", "basic", "digest").contains(clue.type())
                                    || clue.prefix() != null && "Authorization".equals(clue.name())))
                    .findFirst()
                    .orElse(hidden);
        }
        Candidate candidate = Candidate.of(hidden);
        if (!hidden.type().equals("api_key")) {
            candidate.trust = 0.95;
            candidate.note(
                    "Declared as an API key in the header Authorization, but the words say " + hidden.type() + ".");
            candidate.proof(hidden.evidence());
        } else if (hidden.prefix() == null) {
            candidate.note("The whole header value is the key; many such systems want the word Bearer before it.");
        }
        return candidate;
    }

    private static Candidate http(SecurityScheme scheme) {
        String name = Text.lower(scheme.scheme());
        if (name.startsWith("aws4")) {
            return concluded("aws_sigv4", "An HTTP scheme of AWS.");
        }
        if (name.contains("hmac") || name.equals("signature")) {
            return new Candidate("hmac", "header", "Authorization");
        }
        return switch (name) {
            case "basic", "bearer", "digest" -> new Candidate(name, null, null);
            case "oauth" -> new Candidate("oauth1", null, null);
            case "mutual" -> new Candidate("mutual_tls", null, null);
            default -> {
                Candidate custom = new Candidate("api_key", "header", "Authorization");
                custom.prefix = scheme.scheme();
                custom.trust = List.of("negotiate", "ntlm").contains(name) ? 0.2 : 0.8;
                yield custom.note("An HTTP scheme of its own: " + name + ".");
            }
        };
    }

    private static List<Candidate> oauth2(SecurityScheme scheme, List<Clue> said, @Nullable String host) {
        List<Candidate> read = new ArrayList<>();
        boolean server = ProseClues.SERVER.equals(ProseClues.flowIn(words(scheme)))
                || said.stream()
                        .anyMatch(clue -> clue.weight() >= 0.6
                                && clue.type().equals("oauth2")
                                && ProseClues.SERVER.equals(clue.flow()));
        List<String> order = server
                ? List.of("clientCredentials", "authorizationCode", "deviceAuthorization", "password", "implicit")
                : List.of("authorizationCode", "clientCredentials", "deviceAuthorization", "password", "implicit");
        for (String kind : order) {
            for (Flow flow : scheme.flows()) {
                if (flow.kind().equals(kind) && (!kind.equals("implicit") || read.isEmpty())) {
                    read.add(flow(flow, host));
                }
            }
        }
        if (read.isEmpty()) {
            read.add(concluded("oauth2", "No flow is declared."));
        }
        for (int i = 1; i < read.size(); i++) {
            read.get(i).trust *= 0.8;
        }
        return read;
    }

    private static Candidate flow(Flow flow, @Nullable String host) {
        Candidate candidate = new Candidate("oauth2", null, null);
        candidate.flow = switch (flow.kind()) {
            case "clientCredentials" -> "client_credentials";
            case "password" -> "password";
            case "deviceAuthorization" -> "device_code";
            default -> "authorization_code";
        };
        candidate.authorizationUrl = url(flow.authorizationUrl(), host, candidate);
        candidate.tokenUrl = url(flow.tokenUrl(), host, candidate);
        if (flow.kind().equals("implicit")) {
            candidate.trust *= 0.85;
            candidate.note("Only the implicit flow is declared, which no server can use; "
                    + "the authorization code flow is proposed, its token URL must be looked up.");
        }
        if (flow.kind().equals("password")) {
            candidate.note("The password flow hands the user's password to us; prefer another where there is one.");
        }
        return candidate;
    }

    private static Candidate openId(SecurityScheme scheme, @Nullable String host) {
        Candidate candidate = new Candidate("openid_connect", null, null);
        candidate.openIdConnectUrl = url(scheme.openIdConnectUrl(), host, candidate);
        return candidate;
    }

    /** Keeps a URL and says when it leads elsewhere: secrets sent there go to somebody else, rightly or not. */
    private static @Nullable String url(@Nullable String url, @Nullable String host, Candidate candidate) {
        if (url == null || url.isBlank()) {
            return null;
        }
        try {
            URI uri = URI.create(url.strip());
            if (uri.isAbsolute() && !List.of("http", "https").contains(Text.lower(uri.getScheme()))) {
                candidate.trust *= 0.8;
                candidate.note("A URL with the scheme " + uri.getScheme() + " was left out.");
                return null;
            }
            if (uri.getHost() != null && host != null && !site(uri.getHost()).equals(site(host))) {
                candidate.trust *= 0.97;
                candidate.note("The API is at " + host + ", but credentials would go to " + uri.getHost()
                        + "; check that this is right.");
            }
        } catch (IllegalArgumentException e) {
            candidate.note("This URL has variables or is not well formed: "
                    + Text.quote("", url).quote());
        }
        return url.strip();
    }

    /** The last two labels: near enough for a warning that decides nothing. */
    private static String site(String host) {
        String[] labels = Text.lower(host).split("\\.");
        return labels.length < 2 ? host : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    /** A scheme that is required but not declared: its name is all there is. */
    static Candidate fromName(String name) {
        String bare = Text.bare(name);
        Candidate candidate = bare.contains("oauth")
                ? new Candidate("oauth2", null, null)
                : bare.contains("openid") || bare.contains("oidc")
                        ? new Candidate("openid_connect", null, null)
                        : bare.contains("basic")
                                ? new Candidate("basic", null, null)
                                : bare.contains("bearer") || bare.contains("jwt")
                                        ? new Candidate("bearer", null, null)
                                        : new Candidate("api_key", null, null);
        candidate.trust = 0.75;
        candidate.scheme = name;
        return candidate.note(
                "Required as " + Text.quote("", name).quote() + ", which the description does not declare.");
    }

    private static Candidate concluded(String type, String note) {
        Candidate candidate = new Candidate(type, null, null);
        candidate.trust = 0.95;
        return candidate.note(note);
    }
}
