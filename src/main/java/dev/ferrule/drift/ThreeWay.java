package dev.ferrule.drift;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.drift.Merge.Conflict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings together what people wrote and what a newer version says, by what both began from. */
final class ThreeWay {

    private final Set<String> takeTheirs;
    private final List<Conflict> conflicts = new ArrayList<>();

    /** @param takeTheirs ids of things where the newer version wins over people */
    ThreeWay(Set<String> takeTheirs) {
        this.takeTheirs = takeTheirs;
    }

    List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Theirs where nobody edited; ours where only people did, and in a conflict unless told otherwise. */
    @Nullable
    String text(
            String what,
            String id,
            String field,
            @Nullable String base,
            @Nullable String ours,
            @Nullable String theirs) {
        if (Objects.equals(ours, theirs) || Objects.equals(base, theirs)) {
            return ours;
        }
        if (Objects.equals(base, ours)) {
            return theirs;
        }
        boolean yield = takeTheirs.contains(id);
        conflicts.add(new Conflict(what, id, field, base, ours, theirs, yield ? "theirs" : "ours"));
        return yield ? theirs : ours;
    }

    /** The same for things that have ids, without naming conflicts; what only one side has is added or dropped as that side did. */
    static <T> List<T> list(List<T> base, List<T> ours, List<T> theirs, Function<T, String> id, Set<String> kept) {
        var before = base.stream().collect(Collectors.toMap(id, Function.identity()));
        var mine = ours.stream().collect(Collectors.toMap(id, Function.identity()));
        var other = theirs.stream().collect(Collectors.toMap(id, Function.identity()));
        Set<String> ids = new LinkedHashSet<>(mine.keySet());
        ids.addAll(other.keySet());
        List<T> merged = new ArrayList<>();
        for (String one : ids) {
            T result = Objects.equals(mine.get(one), before.get(one)) ? other.get(one) : mine.get(one);
            if (result == null && kept.contains(one)) {
                result = mine.get(one);
            }
            if (result != null) {
                merged.add(result);
            }
        }
        return merged;
    }

    /**
     * A draft as it was before an upgrade, with what people changed after it.
     *
     * @param needed endpoints that stay, since somebody uses them
     */
    static Definition back(Definition now, Definition before, Definition after, Set<String> needed) {
        return new Definition(
                now.name(),
                now.domain(),
                Objects.equals(now.baseUrl(), after.baseUrl()) ? before.baseUrl() : now.baseUrl(),
                list(after.authMethods(), now.authMethods(), before.authMethods(), AuthMethod::id, Set.of()),
                list(after.endpoints(), now.endpoints(), before.endpoints(), Endpoint::id, needed));
    }
}
