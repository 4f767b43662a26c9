package dev.ferrule.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes back what somebody decided about which system a spec is. */
@Component
class IdentityRelease {

    private final ApiFamilies families;
    private final IdentityPins pins;
    private final SpecRows rows;

    IdentityRelease(ApiFamilies families, IdentityPins pins, SpecRows rows) {
        this.families = families;
        this.pins = pins;
        this.rows = rows;
    }

    /**
     * Puts the spec where the rules say, and with it those that went along when it was joined by hand.
     *
     * @param into the spec that it was joined to; null: it was made a system of its own
     */
    void release(Spec spec, @Nullable Spec into, Consumer<String> moved) {
        Set<String> ids = new HashSet<>(Set.of(ApiFamilies.familyOf(spec)));
        if (into != null) {
            ids.add(ApiFamilies.familyOf(into));
        }
        families.change(ids, moved, found -> {
            ApiFamily.Member one = ApiFamilies.member(found, spec);
            if (one == null) {
                return;
            }
            ApiFamily.Member target = into == null ? null : ApiFamilies.member(found, into);
            List<ApiFamily.Member> going = own(found, spec).wentAlong(one, target);
            Set<String> pinned = pins.pins(
                            going.stream().map(ApiFamily.Member::specId).toList())
                    .keySet();
            List<ApiFamily.Member> released = going.stream()
                    .filter(member -> member.specId().equals(spec.id()) || !pinned.contains(member.specId()))
                    .toList();
            released.forEach(member -> found.replaceAll((id, family) -> family.without(member.specId())));
            released.forEach(member -> ApiFamilies.add(found, own(found, spec).again(member), member.specId()));
        });
        Map<String, String> twins = pins.twins(spec.org(), List.of(new ApiFamilies.Arrival(spec, print(spec))));
        rows.find(spec.org(), twins.getOrDefault(spec.id(), ""))
                .map(StoredSpec::spec)
                .filter(twin -> ApiFamilies.isLike(spec, twin))
                .ifPresent(twin -> families.merge(spec, twin, moved));
    }

    private PathPrint print(Spec spec) {
        return Objects.requireNonNull(ApiFamilies.member(families.find(Set.of(ApiFamilies.familyOf(spec))), spec))
                .print();
    }

    private static ApiFamily own(Map<String, ApiFamily> found, Spec spec) {
        return Objects.requireNonNull(found.get(ApiFamilies.familyOf(spec)));
    }
}
