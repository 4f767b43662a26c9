package dev.ferrule.drift;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.ApiKey;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.catalogue.Versions;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.planning.AuthBook;
import dev.ferrule.problem.Problem;
import dev.ferrule.spec.DocumentPrint;
import dev.ferrule.spec.Operation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The versions that a draft comes from and those that it goes to, each read once for one upgrade. */
final class DraftVersions {

    private final Source source;
    private final String org;
    private final @Nullable Spec wanted;
    private final Map<String, Map<String, Operation>> known = new HashMap<>();

    private DraftVersions(Source source, String org, @Nullable Spec wanted) {
        this.source = source;
        this.org = org;
        this.wanted = wanted;
    }

    /** Where versions are read. */
    @Component
    static final class Source {

        private final Specs specs;
        private final Versions versions;
        private final Comparisons comparisons;
        private final AuthBook auth;

        Source(Specs specs, Versions versions, Comparisons comparisons, AuthBook auth) {
            this.specs = specs;
            this.versions = versions;
            this.comparisons = comparisons;
            this.auth = auth;
        }

        /** @param specId the version to go to; null: the newest of each API */
        DraftVersions of(String org, @Nullable String specId) {
            return new DraftVersions(this, org, specId == null ? null : specs.get(org, specId));
        }
    }

    /** Each version that the draft's endpoints come from, with the one that they go to. */
    void forEach(Definition draft, BiConsumer<Merging.Version, Merging.Version> pairs) {
        Set<String> ids = new LinkedHashSet<>();
        draft.endpoints().forEach(endpoint -> {
            Endpoint.Provenance provenance = endpoint.provenance();
            if (provenance != null) {
                ids.add(provenance.specId());
            }
        });
        boolean fits = wanted == null;
        for (String id : ids) {
            Spec from = source.specs.find(org, id).orElse(null);
            if (from == null || wanted != null && !wanted.apiId().equals(from.apiId())) {
                continue;
            }
            fits = true;
            Spec to = wanted != null
                    ? wanted
                    : source.versions.newest(new ApiKey(org, from.apiId())).orElse(from);
            if (!to.id().equals(id)) {
                pairs.accept(version(from, draft), version(to, draft));
            }
        }
        if (!fits) {
            throw Problem.invalid("/specId", "The connector takes nothing from that spec's API.");
        }
    }

    private Merging.Version version(Spec spec, Definition draft) {
        Map<String, Operation> operations = known.computeIfAbsent(spec.id(), id -> source.comparisons.operations(spec));
        List<String> used = draft.endpoints().stream()
                .map(endpoint -> operations.get(DocumentPrint.key(endpoint.method(), endpoint.path())))
                .filter(Objects::nonNull)
                .map(Operation::operationId)
                .toList();
        List<AuthMethod> methods = source.auth.methods(
                spec, List.copyOf(source.specs.operations(org, spec.id(), used).values()));
        return new Merging.Version(spec, operations, methods);
    }
}
