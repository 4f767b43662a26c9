package dev.ferrule.catalogue;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why a spec is taken for a version of which API, and how somebody who knows better says so. */
@Component
class Identities {

    private static final int MOST_OTHERS = 20;

    private final SpecRows rows;
    private final ApiFamilies families;
    private final IdentityPins pins;
    private final IdentityRelease release;
    private final Indexing indexing;

    Identities(SpecRows rows, ApiFamilies families, IdentityPins pins, IdentityRelease release, Indexing indexing) {
        this.release = release;
        this.rows = rows;
        this.families = families;
        this.pins = pins;
        this.indexing = indexing;
    }

    /**
     * @param system the same for every version of one API
     * @param decidedBy {@code rules}, or {@code hand}
     * @param evidence what the rules saw
     * @param versions specs of the same system, this one included
     * @param others specs of the same title and domain, or once counted with these, that are taken for other systems
     */
    record Identity(
            String specId,
            String system,
            String decidedBy,
            List<Evidence> evidence,
            List<Neighbour> versions,
            List<Neighbour> others) {}

    /** @param kind {@code title}, {@code domain}, {@code paths}, {@code server} or {@code hand} */
    record Evidence(String kind, String value, String says) {}

    /** @param overlap the estimated share of the smaller spec's paths that the other has too */
    record Neighbour(String specId, String system, String version, double overlap) {}

    Identity of(String org, String id) {
        Spec spec = spec(org, id);
        Map<String, ApiFamily> around = families.around(spec);
        ApiFamily.Member own = member(around, spec);
        List<Neighbour> versions = new ArrayList<>();
        List<Neighbour> others = new ArrayList<>();
        for (ApiFamily family : around.values()) {
            for (ApiFamily.Member member : family.members()) {
                if (member.elsewhere() == null) {
                    double overlap = own == null ? 0 : member.print().overlap(own.print());
                    boolean same = member.apiId().equals(spec.apiId());
                    (same ? versions : others)
                            .add(new Neighbour(
                                    member.specId(),
                                    member.apiId(),
                                    member.version(),
                                    Math.round(overlap * 100) / 100.0));
                }
            }
        }
        others.sort(Comparator.comparingDouble(Neighbour::overlap).reversed());
        IdentityPins.Pin pin = pins.pins(List.of(id)).get(id);
        return new Identity(
                id,
                spec.apiId(),
                pin == null ? "rules" : "hand",
                evidence(spec, own, pin),
                List.copyOf(versions),
                List.copyOf(others.subList(0, Math.min(MOST_OTHERS, others.size()))));
    }

    private static List<Evidence> evidence(Spec spec, ApiFamily.@Nullable Member own, IdentityPins.@Nullable Pin pin) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "title", ApiIdentity.slug(spec.title()), "The title without its version and words such as API."));
        String domain = ApiIdentity.domain(spec.host());
        evidence.add(new Evidence(
                "domain",
                domain,
                domain.isEmpty()
                        ? "No server, or a host that strangers share, says whose it is."
                        : "What somebody registered of the host " + spec.host() + "."));
        if (own != null) {
            evidence.add(new Evidence(
                    "paths",
                    Integer.toString(own.print().paths()),
                    "Specs of one title and domain are one system when half of the smaller one's paths are in the other;"
                            + " with all paths alike, title or server is enough."));
        }
        if (ApiIdentity.isRehearsal(spec.host())) {
            evidence.add(new Evidence(
                    "server",
                    String.valueOf(spec.host()),
                    "The server is one for trying things: a version with another server counts as the newer one."));
        }
        if (pin != null) {
            evidence.add(new Evidence(
                    "hand",
                    String.valueOf(pin.sameAs()),
                    pin.sameAs() == null
                            ? "Somebody made it a system of its own."
                            : "Somebody joined it to that spec."));
        }
        return List.copyOf(evidence);
    }

    /** Takes its whole system over into the other's. */
    Identity join(String org, String id, String sameAs) {
        Spec spec = spec(org, id);
        Spec other = spec(org, sameAs);
        if (id.equals(sameAs)) {
            throw Problem.invalid("/sameAs", "sameAs must be another spec's id.");
        }
        requirePlace(spec);
        requirePlace(other);
        pins.pin(new IdentityPins.Pin(id, org, sameAs));
        families.merge(spec, other, moved -> tellMoved(org, moved));
        return of(org, id);
    }

    Identity separate(String org, String id) {
        Spec spec = spec(org, id);
        requirePlace(spec);
        pins.pin(new IdentityPins.Pin(id, org, null));
        families.separate(spec, moved -> tellMoved(org, moved));
        return of(org, id);
    }

    /** Takes a decision back: the spec, and what went along with it, is where the rules say. */
    Identity byRules(String org, String id) {
        Spec spec = spec(org, id);
        IdentityPins.Pin pin = pins.pins(List.of(id)).get(id);
        if (pin != null) {
            Spec into = pin.sameAs() == null
                    ? null
                    : rows.find(org, pin.sameAs()).map(StoredSpec::spec).orElse(null);
            release.release(spec, into, moved -> tellMoved(org, moved));
            pins.unpin(id);
        }
        return of(org, id);
    }

    private void requirePlace(Spec spec) {
        if (member(families.around(spec), spec) == null) {
            throw new Problem(
                    Kind.CONFLICT,
                    "too-many-of-one-title",
                    "There are too many specs of this title and domain; each of the later ones is a system of its own.");
        }
    }

    private static ApiFamily.@Nullable Member member(Map<String, ApiFamily> around, Spec spec) {
        ApiFamily family = around.get(ApiFamilies.familyOf(spec));
        return family == null ? null : family.member(spec.id()).orElse(null);
    }

    private void tellMoved(String org, String id) {
        rows.find(org, id).map(StoredSpec::spec).ifPresent(indexing::moved);
    }

    private Spec spec(String org, String id) {
        return rows.find(org, id)
                .orElseThrow(() -> Problem.notFound("spec", id))
                .spec();
    }
}
