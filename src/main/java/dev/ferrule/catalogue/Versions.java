package dev.ferrule.catalogue;

import dev.ferrule.problem.Problem;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.DocumentPrint;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The versions of an API, and what is needed to compare two of them operation by operation. */
@Service
public class Versions {

    private final SpecRows rows;
    private final ApiFamilies families;
    private final Contracts contracts;

    Versions(SpecRows rows, ApiFamilies families, Contracts contracts) {
        this.rows = rows;
        this.families = families;
        this.contracts = contracts;
    }

    /** In the order of their arrival; empty when nobody knows that API. */
    public List<Spec> of(ApiKey api) {
        return rows.ofApi(api.org(), api.apiId(), named(api)).stream()
                .map(StoredSpec::spec)
                .sorted(Comparator.comparing(Spec::createdAt).thenComparing(Spec::id))
                .toList();
    }

    /**
     * The specs that may be versions of an API, without looking at all there are: those of the family that named it, with or
     * without a number, or the one whose id it got because the family was full.
     */
    private Set<String> named(ApiKey api) {
        String name = api.apiId();
        int dash = name.lastIndexOf('-');
        Set<String> specs = new HashSet<>(Set.of(name.substring(dash + 1)));
        Set<String> ids = new HashSet<>(Set.of(ApiFamily.idOf(api.org(), name)));
        ids.add(ApiFamily.idOf(api.org(), name.substring(0, Math.max(0, dash))));
        for (ApiFamily family : families.find(ids).values()) {
            family.members().stream()
                    .filter(member -> member.apiId().equals(name))
                    .forEach(member -> specs.add(member.specId()));
        }
        return specs;
    }

    /** The newest version. */
    public Optional<Spec> newest(ApiKey api) {
        List<Spec> current = of(api).stream().filter(Spec::current).toList();
        // While another one takes its place there may be two for a moment.
        return current.isEmpty() ? Optional.empty() : Optional.of(current.get(current.size() - 1));
    }

    /** The version that was the newest one when this one was not there yet, or would have been. */
    public Optional<Spec> before(Spec spec) {
        return of(new ApiKey(spec.org(), spec.apiId())).stream()
                .filter(other -> isBefore(other, spec))
                .reduce((older, later) -> SpecVersion.compare(later.version(), older.version()) >= 0 ? later : older);
    }

    private static boolean isBefore(Spec other, Spec spec) {
        if (other.id().equals(spec.id())) {
            return false;
        }
        int order = SpecVersion.compare(other.version(), spec.version());
        return order < 0 || order == 0 && other.createdAt().isBefore(spec.createdAt());
    }

    /** Every API, of any organisation, that has several versions, and the id of its newest one. */
    public Map<ApiKey, String> replaced() {
        return rows.replaced();
    }

    /** Reads the whole document; what comes of it is small. */
    public DocumentPrint print(Spec spec) {
        return contracts.print(stored(spec));
    }

    /**
     * Contracts by the pointers of their operations, as many of them as weigh up to {@code most} bytes together, but at
     * least one; the document is read once for all.
     */
    public Map<String, Contract> contracts(Spec spec, Collection<String> pointers, long most) {
        return contracts.of(stored(spec), pointers, most);
    }

    private StoredSpec stored(Spec spec) {
        return rows.find(spec.org(), spec.id()).orElseThrow(() -> Problem.notFound("spec", spec.id()));
    }
}
