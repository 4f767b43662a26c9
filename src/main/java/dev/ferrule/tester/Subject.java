package dev.ferrule.tester;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.connector.Template;
import dev.ferrule.spec.Contract;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called, and what is known of it.
 *
 * @param template null: called through a connection, by the connector's draft
 * @param definition the revision that the template has pinned, or the draft
 * @param contract as findings that were accepted have corrected it
 */
record Subject(
        String org,
        @Nullable Template template,
        Connector connector,
        Definition definition,
        Endpoint endpoint,
        Contract contract) {

    @Nullable
    String baseUrl() {
        String own = template == null ? null : template.baseUrl();
        return own == null ? definition.baseUrl() : own;
    }

    boolean forbidsWrites() {
        return template != null && template.forbidsWrites();
    }

    /** Names of parameters that signing by these methods sets. */
    static Set<String> signed(List<AuthMethod> methods) {
        return methods.stream()
                .filter(method -> method.name() != null)
                .map(method -> (method.in() == null ? "header" : method.in()) + "." + method.name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
