package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.Challenge;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.egress.Reach;
import dev.ferrule.egress.Sender;
import dev.ferrule.oauth.AuthorizationServer;
import dev.ferrule.oauth.Metadata;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a system how it wants to be authenticated, when a person wants that: one request without any credential to the
 * connector's own host, then what it publishes about its authorization server (RFC 9728, RFC 8414, OpenID Connect
 * Discovery). Other hosts are gone to for such metadata only, over https, and marked.
 */
@Service
class AuthProbe {

    private static final int MOST_SERVERS = 3;

    private final Connectors connectors;
    private final Addresses addresses;
    private final Probes probes;
    private final Sender sender;
    private final AuthorizationServer servers;
    private final JsonMapper json;

    AuthProbe(
            Connectors connectors,
            Addresses addresses,
            Probes probes,
            Sender sender,
            AuthorizationServer servers,
            JsonMapper json) {
        this.connectors = connectors;
        this.addresses = addresses;
        this.probes = probes;
        this.sender = sender;
        this.servers = servers;
        this.json = json;
    }

    /**
     * @param requests all that were made
     * @param methods best first
     * @param question what only a person can say; null where the system's answer settles it
     */
    record Found(
            List<Asked> requests,
            List<AuthMethod> methods,
            @Nullable String question) {}

    /**
     * @param status null: there was no answer that could be used
     * @param declared whether the connector itself names this host
     */
    record Asked(String url, @Nullable Integer status, boolean declared) {}

    Found ask(String org, String connectorId, @Nullable Map<String, @Nullable String> variables, boolean keep) {
        Connector connector = connectors.get(org, connectorId);
        Map<String, String> filled = new LinkedHashMap<>();
        if (variables != null) {
            variables.forEach((name, value) -> {
                if (value != null) {
                    filled.put(name, value);
                }
            });
        }
        String base = addresses.baseUrl(connector.definition().baseUrl(), null, filled, Snapshots.NONE);
        if (base == null) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE, "base-url-missing", "The connector has no base URL to ask at.");
        }
        List<Asked> asked = new ArrayList<>();
        URI target =
                URI.create(base + probes.find(connector).map(Endpoint::path).orElse(""));
        Answer answer = get(target, true, asked);
        ProbeFindings findings = new ProbeFindings(target);
        if (answer != null) {
            List<Challenge> challenges = Challenge.all(answer.all("WWW-Authenticate"));
            findings.answered(answer.status(), challenges);
            metadata(target, challenges, asked).forEach(findings::published);
        }
        List<AuthMethod> methods = findings.rank(connector.definition().authMethods());
        if (keep && findings.areSome()) {
            connectors.learn(org, connectorId, methods);
        }
        return new Found(List.copyOf(asked), methods, findings.question());
    }

    private List<Metadata> metadata(URI target, List<Challenge> challenges, List<Asked> asked) {
        String named = challenges.stream()
                .map(challenge -> challenge.parameters().get("resource_metadata"))
                .filter(url -> url != null)
                .findFirst()
                .orElse(null);
        URI resource = named == null ? target.resolve("/.well-known/oauth-protected-resource") : web(named);
        List<String> issuers = resource == null ? List.of() : issuers(target, resource, asked);
        List<Metadata> found = new ArrayList<>();
        for (String issuer : issuers.isEmpty() ? List.of(origin(target)) : issuers) {
            Metadata one = server(target, issuer, asked);
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    /** The authorization servers that a protected resource names, if it speaks for itself (RFC 9728 section 3.3). */
    private List<String> issuers(URI target, URI resource, List<Asked> asked) {
        Answer answer = get(resource, isOf(target, resource), asked);
        if (answer == null || answer.status() != 200) {
            return List.of();
        }
        List<String> issuers = new ArrayList<>();
        try {
            JsonNode body = json.readTree(answer.body());
            URI itself = web(body.path("resource").asString(""));
            if (itself != null && isOf(target, itself)) {
                for (JsonNode issuer : body.path("authorization_servers")) {
                    if (issuers.size() < MOST_SERVERS && web(issuer.asString("")) != null) {
                        issuers.add(issuer.asString(""));
                    }
                }
            }
        } catch (JacksonException e) {
            return List.of();
        }
        return issuers;
    }

    private @Nullable Metadata server(URI target, String issuer, List<Asked> asked) {
        URI at = URI.create(issuer.replaceAll("/+$", ""));
        String path = at.getRawPath() == null ? "" : at.getRawPath();
        String host = origin(at);
        for (String url : List.of(
                host + "/.well-known/oauth-authorization-server" + path,
                host + path + "/.well-known/openid-configuration")) {
            try {
                Metadata found = servers.metadata(url);
                asked.add(new Asked(url, 200, isOf(target, at)));
                return found;
            } catch (OAuthRefusal | Problem | EgressFailure e) {
                asked.add(new Asked(url, null, isOf(target, at)));
            }
        }
        return null;
    }

    private @Nullable Answer get(URI url, boolean declared, List<Asked> asked) {
        try {
            Answer answer = sender.send(
                    Call.get(url, new Call.Header("Accept", "application/json, */*;q=0.5")),
                    Reach.of(url).withoutRedirects());
            asked.add(new Asked(url.toString(), answer.status(), declared));
            return answer;
        } catch (EgressFailure e) {
            asked.add(new Asked(url.toString(), null, declared));
            return null;
        }
    }

    /** An address that may be asked for metadata; null for all others. */
    private @Nullable URI web(String text) {
        try {
            URI uri = URI.create(text);
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) && sender.allowsPrivate();
            return (https || http) && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
    }

    private static boolean isOf(URI target, URI other) {
        return target.getHost().equalsIgnoreCase(other.getHost());
    }
}
