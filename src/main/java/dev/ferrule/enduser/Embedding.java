package dev.ferrule.enduser;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/**
 * What an organisation lets the end users of an integration do.
 *
 * @param returnOrigins where a connect link may lead back to, such as {@code https://app.northcart.example}
 * @param templates those whose end users may choose among several auth methods
 */
@Document("embeddings")
record Embedding(
        @MongoId @JsonProperty("integrationId") String id,
        @JsonIgnore String org,
        List<String> returnOrigins,
        List<Choice> templates,
        @Version @JsonIgnore @Nullable Long version) {

    /** @param authMethodIds besides the template's own */
    record Choice(String templateId, List<String> authMethodIds) {}

    static Embedding none(String org, String integrationId) {
        return new Embedding(integrationId, org, List.of(), List.of(), null);
    }

    /** The template's own auth method first. */
    List<String> methods(String templateId, String own) {
        List<String> methods = new java.util.ArrayList<>(List.of(own));
        templates.stream()
                .filter(choice -> choice.templateId().equals(templateId))
                .flatMap(choice -> choice.authMethodIds().stream())
                .filter(id -> !methods.contains(id))
                .forEach(methods::add);
        return methods;
    }

    long etag() {
        return version == null ? 0 : version;
    }
}
