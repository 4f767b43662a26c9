package dev.ferrule.enduser;

import dev.ferrule.connector.Integration;
import dev.ferrule.connector.Integrations;
import dev.ferrule.connector.Template;
import dev.ferrule.connector.Templates;
import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signed links to the page where an end user connects. A link says all that it opens, and its signature (HMAC-SHA256) is
 * looked at before anything in it is believed. It ends by time, by being used up, and with the activation it names.
 */
@Service
class ConnectLinks {

    private static final int USUAL_MINUTES = 30;
    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_CHARACTERS = 4_000;
    private static final byte[] PURPOSE = "ferrule connect link 1\n".getBytes(StandardCharsets.US_ASCII);

    private final LinkKeys keys;
    private final Activations activations;
    private final EndUsers endUsers;
    private final Embeddings embeddings;
    private final Integrations integrations;
    private final Templates templates;
    private final JsonMapper json;

    ConnectLinks(
            LinkKeys keys,
            Activations activations,
            EndUsers endUsers,
            Embeddings embeddings,
            Integrations integrations,
            Templates templates,
            JsonMapper json) {
        this.keys = keys;
        this.activations = activations;
        this.endUsers = endUsers;
        this.embeddings = embeddings;
        this.integrations = integrations;
        this.templates = templates;
        this.json = json;
    }

    /**
     * What a link says.
     *
     * @param serial of the activation when it was made
     * @param templateId the only one to connect; null: all embedded ones of the integration
     * @param expires in seconds since 1970
     */
    record Link(
            String org,
            String integrationId,
            String activationId,
            String endUserId,
            long serial,
            @Nullable String templateId,
            @Nullable String returnTo,
            long expires) {}

    /** A link that holds, with whom and what it is for. */
    record Visit(String token, Link link, EndUser endUser, Integration integration, List<Template> templates) {

        Template template(String id) {
            return templates.stream()
                    .filter(template -> template.id().equals(id))
                    .findFirst()
                    .orElseThrow(ConnectLinks::unknown);
        }
    }

    record Issued(String token, Instant expiresAt) {}

    Issued issue(
            String org,
            String integrationId,
            String endUserId,
            @Nullable String templateId,
            @Nullable String returnTo,
            @Nullable Integer minutes) {
        int life = minutes == null ? USUAL_MINUTES : minutes;
        if (life < 1 || life > MOST_MINUTES) {
            throw Problem.invalid("/minutes", "A link may last 1 to " + MOST_MINUTES + " minutes.");
        }
        var unused = integrations.get(org, integrationId);
        EndUser endUser = endUsers.get(org, endUserId);
        Activation activation = activations.get(org, integrationId, endUser.id());
        if (templateId != null && !templates.get(org, integrationId, templateId).embedded()) {
            throw Problem.invalid("/templateId", "This template uses a connection of the organisation.");
        }
        String checked = embeddings.checkedReturn(org, integrationId, returnTo);
        Instant expiresAt = Instant.ofEpochSecond(
                Instant.now().plus(Duration.ofMinutes(life)).getEpochSecond());
        Link link = new Link(
                org,
                integrationId,
                activation.id(),
                endUserId,
                activation.linkSerial(),
                templateId,
                checked,
                expiresAt.getEpochSecond());
        return new Issued(token(link, keys.get(org)), expiresAt);
    }

    String token(Link link, byte[] key) {
        byte[] said = json.writeValueAsBytes(link);
        return encoded(said) + "." + encoded(signature(key, said));
    }

    /**
     * Who comes with this link. Problems: {@code connect-link-unknown} when it is none of ours, {@code
     * connect-link-expired}, and {@code connect-link-used} when it was used up or what it is for has ended.
     */
    Visit open(String token) {
        Link link = verified(token);
        if (Instant.now().getEpochSecond() >= link.expires()) {
            throw ended("connect-link-expired", "This link has expired.");
        }
        String org = link.org();
        Activation activation = activations
                .find(org, link.activationId())
                .filter(one -> one.linkSerial() == link.serial())
                .orElseThrow(() -> ended("connect-link-used", "This link was used already, or has been withdrawn."));
        try {
            Integration integration = integrations.get(org, activation.integrationId());
            List<Template> offered = templates.embedded(org, integration.id()).stream()
                    .filter(template -> template.authMethodId() != null)
                    .filter(template ->
                            link.templateId() == null || template.id().equals(link.templateId()))
                    .toList();
            return new Visit(token, link, endUsers.get(org, activation.endUserId()), integration, offered);
        } catch (Problem gone) {
            throw ended("connect-link-used", "What this link was for is no longer there.");
        }
    }

    private Link verified(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MOST_CHARACTERS) {
            throw unknown();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            // Only to find the key; nothing else is taken from it before the signature was looked at.
            Link link = json.readValue(said, Link.class);
            byte[] key = keys.find(link.org());
            if (key == null || !MessageDigest.isEqual(signature(key, said), signature)) {
                throw unknown();
            }
            return link;
        } catch (IllegalArgumentException | JacksonException e) {
            throw unknown();
        }
    }

    /** Uses up this link, and all others that were given until now. */
    void close(Link link) {
        activations.closeLinks(link.org(), link.activationId(), link.serial());
    }

    void closeAll(String org, String integrationId, String endUserId) {
        Activation activation = activations.get(org, integrationId, endUserId);
        activations.closeLinks(org, activation.id(), activation.linkSerial());
    }

    private static byte[] signature(byte[] key, byte[] said) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(PURPOSE);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Problem unknown() {
        return new Problem(Problem.Kind.NOT_FOUND, "connect-link-unknown", "This link does not work.");
    }

    private static Problem ended(String code, String message) {
        return new Problem(Problem.Kind.NOT_FOUND, code, message);
    }
}
