package dev.ferrule.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The specs of an organisation that share title and domain. Those whose paths overlap are versions of one API; a
 * stranger of the same name is an API of its own with a number behind its id.
 *
 * @param id organisation and identity
 */
@Document("spec_families")
record ApiFamily(@Id String id, @Version @Nullable Long version, String identity, List<Member> members) {

    /** From this share of the smaller spec's paths on, two specs describe one API. */
    private static final double SAME = 0.5;

    /** More specs of one title than this are not told apart any more: each of the rest is an API of its own. */
    private static final int MOST = 2_000;

    /**
     * @param elsewhere the family in which it counts, when that is another one than its title and domain say
     * @param rehearsal whether its server is one for trying things; null: it is not
     */
    record Member(
            String specId,
            String apiId,
            String version,
            PathPrint print,
            Instant arrivedAt,
            @Nullable String elsewhere,
            @Nullable Boolean rehearsal) {

        Member as(String api, @Nullable String family) {
            return new Member(specId, api, version, print, arrivedAt, family, rehearsal);
        }

        /** What is only tried yet never counts as newer than what is there, whatever its number. */
        boolean replaces(Member older) {
            boolean tried = rehearsal != null && rehearsal;
            boolean there = older.rehearsal == null || !older.rehearsal;
            return tried == there ? !tried : SpecVersion.compare(version, older.version) >= 0;
        }
    }

    static ApiFamily of(String org, String identity) {
        return new ApiFamily(idOf(org, identity), null, identity, List.of());
    }

    static String idOf(String org, String identity) {
        return org + "/" + identity;
    }

    Optional<Member> member(String specId) {
        return members.stream().filter(member -> member.specId.equals(specId)).findFirst();
    }

    boolean isFull() {
        return members.size() >= MOST;
    }

    ApiFamily with(String specId, String version, PathPrint print, Instant arrivedAt) {
        return with(specId, version, print, arrivedAt, null);
    }

    /** With one more, where its paths say; one that is there stays as it is. */
    ApiFamily with(String specId, String version, PathPrint print, Instant arrivedAt, @Nullable Boolean rehearsal) {
        if (member(specId).isPresent()) {
            return this;
        }
        Member nearest = nearest(print).orElse(null);
        return put(new Member(
                specId,
                nearest == null ? freshApiId() : nearest.apiId,
                version,
                print,
                arrivedAt,
                nearest == null ? null : nearest.elsewhere,
                rehearsal));
    }

    /** With one that was here before, as if it came now. */
    ApiFamily again(Member member) {
        return with(member.specId, member.version, member.print, member.arrivedAt, member.rehearsal);
    }

    /**
     * Those of one's system that are of its kind rather than of what it was joined to, itself included, in their order of
     * arrival.
     *
     * @param target null: it was joined to nothing, or that is gone
     */
    List<Member> wentAlong(Member one, @Nullable Member target) {
        return members.stream()
                .filter(member -> member.apiId.equals(one.apiId))
                .filter(member -> member.specId.equals(one.specId)
                        || (one.elsewhere != null
                                ? one.elsewhere.equals(member.elsewhere)
                                : target == null
                                        || !member.specId.equals(target.specId)
                                                && member.print.overlap(one.print)
                                                        > member.print.overlap(target.print)))
                .sorted(Comparator.comparing(Member::arrivedAt).thenComparing(Member::specId))
                .toList();
    }

    /** With this member in the place of the one of the same spec. */
    ApiFamily put(Member member) {
        List<Member> all = new ArrayList<>(without(member.specId).members);
        all.add(member);
        return new ApiFamily(id, version, identity, List.copyOf(all));
    }

    ApiFamily without(String specId) {
        List<Member> rest =
                members.stream().filter(member -> !member.specId.equals(specId)).toList();
        return new ApiFamily(id, version, identity, rest);
    }

    /**
     * Ids of the specs that are the newest of their API, one for each. Taken in their order of arrival, a later one
     * replaces the newest so far unless its version is lower; versions without an order make this the only fair way
     * that always ends with one.
     */
    Set<String> current() {
        Map<String, Member> newest = new HashMap<>();
        members.stream()
                .filter(member -> member.elsewhere == null)
                .sorted(Comparator.comparing(Member::arrivedAt).thenComparing(Member::specId))
                .forEach(member ->
                        newest.merge(member.apiId, member, (old, later) -> later.replaces(old) ? later : old));
        return newest.values().stream().map(Member::specId).collect(Collectors.toUnmodifiableSet());
    }

    /** The one that most likely describes the same API. */
    Optional<Member> nearest(PathPrint print) {
        Member nearest = null;
        double most = 0;
        for (Member member : members) {
            double overlap = member.print.overlap(print);
            if (overlap >= SAME && overlap > most) {
                nearest = member;
                most = overlap;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** One that no spec of this title and domain has. */
    String freshApiId() {
        Set<String> taken = members.stream().map(Member::apiId).collect(Collectors.toSet());
        String apiId = identity;
        for (int number = 2; taken.contains(apiId); number++) {
            apiId = identity + "-" + number;
        }
        return apiId;
    }
}
