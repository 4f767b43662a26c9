package dev.ferrule.auth;

import dev.ferrule.auth.AuthFacts.Use;
import dev.ferrule.spec.Evidence;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import dev.ferrule.spec.SecurityScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Methods that the description declares, weighed by what the operations at hand accept. */
final class DeclaredMethods {

    private static final double REQUIRED = 0.97;
    private static final double UNUSED = 0.9;

    private final AuthFacts facts;
    private final List<Operation> chosen;
    private final Map<String, List<Candidate>> read = new LinkedHashMap<>();

    DeclaredMethods(AuthFacts facts, List<Operation> chosen) {
        this.facts = facts;
        this.chosen = chosen;
        for (SecurityScheme scheme : facts.schemes()) {
            read.put(scheme.name(), SchemeReading.read(scheme, facts.clues(), facts.host()));
        }
    }

    List<Candidate> candidates() {
        boolean silentHere =
                chosen.stream().allMatch(operation -> operation.security().isEmpty());
        List<Use> uses = silentHere ? facts.uses() : usesOfChosen();
        int declaring = silentHere
                ? facts.shape().operations() - facts.silent()
                : (int) chosen.stream().filter(one -> !one.security().isEmpty()).count();
        List<Use> sets = uses.stream().filter(use -> !use.schemes().isEmpty()).toList();
        double said = silentHere
                        && !chosen.isEmpty()
                        && facts.silent() < facts.shape().operations()
                ? 0.85
                : 1;
        for (Use use : sets) {
            accept(use, said * share((double) use.operations() / Math.max(1, declaring)), sets.size());
        }
        List<Candidate> all = read.values().stream().flatMap(List::stream).toList();
        all.forEach(this::nameOperations);
        boolean anyAccepted = facts.schemes().stream()
                .flatMap(scheme -> read.getOrDefault(scheme.name(), List.of()).stream())
                .anyMatch(candidate -> candidate.score > 0);
        int place = 0;
        for (Candidate candidate : all) {
            if (candidate.score == 0) {
                candidate.score =
                        (anyAccepted ? 0.3 : UNUSED - 0.02 * place++) * candidate.trust * preference(candidate);
                candidate.note("Declared, but none of these operations require it.");
            }
        }
        return new ArrayList<>(all);
    }

    /** Where chosen operations differ in what they want, a method says which of them are its own. */
    private void nameOperations(Candidate candidate) {
        List<Operation> demanding = chosen.stream()
                .filter(operation -> !operation.security().isEmpty() && !AuthFacts.isNone(operation.security()))
                .toList();
        List<String> own = demanding.stream()
                .filter(operation -> operation.security().stream()
                        .anyMatch(
                                one -> candidate.scheme != null && one.schemes().containsKey(candidate.scheme)))
                .map(operation -> operation.method() + " " + operation.path())
                .toList();
        if (!own.isEmpty() && own.size() < demanding.size()) {
            candidate.operations = own;
        }
    }

    private static double share(double operations) {
        return operations >= 1 ? REQUIRED : 0.5 + 0.45 * operations;
    }

    private void accept(Use use, double base, int alternatives) {
        List<List<Candidate>> members = use.schemes().stream()
                .map(name -> read.computeIfAbsent(name, unknown -> List.of(SchemeReading.fromName(unknown))))
                .toList();
        double trust =
                members.stream().mapToDouble(ways -> ways.get(0).trust).min().orElse(1);
        double score = base * trust * Math.pow(0.98, members.size() - 1.0);
        for (List<Candidate> ways : members) {
            for (Candidate way : ways) {
                double own = score * way.trust / ways.get(0).trust * preference(way);
                if (own <= way.score) {
                    continue;
                }
                way.score = own;
                way.together.clear();
                members.stream().filter(other -> other != ways).forEach(other -> way.together.add(other.get(0)));
                if (alternatives > 1 && use.operations() > 0) {
                    way.note("One of " + alternatives + " ways that are accepted; any one is enough.");
                }
                way.scopes.clear();
                way.scopes.addAll(scopes(use.schemes(), way));
                way.proof(new Evidence(where(use), String.join(" and ", use.schemes())));
            }
        }
    }

    private String where(Use use) {
        boolean root =
                facts.security().stream().anyMatch(one -> one.schemes().keySet().equals(Set.copyOf(use.schemes())));
        return root ? "#/security" : use.pointer() + "/security";
    }

    /** The least scopes of the chosen operations; without a choice there is nothing to need a scope. */
    private Set<String> scopes(List<String> schemes, Candidate way) {
        if (!way.type.equals("oauth2") && !way.type.equals("openid_connect")) {
            return Set.of();
        }
        List<List<Set<String>>> accepted = new ArrayList<>();
        for (Operation operation : chosen) {
            List<Set<String>> sets = new ArrayList<>();
            for (SecurityRequirement requirement : operation.security()) {
                if (requirement.schemes().keySet().equals(Set.copyOf(schemes)) && way.scheme != null) {
                    sets.add(split(requirement.schemes().getOrDefault(way.scheme, List.of())));
                }
            }
            if (!sets.isEmpty()) {
                accepted.add(sets);
            }
        }
        if (accepted.stream().anyMatch(sets -> sets.size() > 1)) {
            way.note("Operations accept any one of several scopes; the fewest that are enough for all were taken.");
        }
        return LeastScopes.of(accepted);
    }

    /** Some write several scopes into one string. */
    private static Set<String> split(List<String> scopes) {
        Set<String> split = new TreeSet<>();
        scopes.forEach(scope -> split.addAll(Arrays.stream(scope.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList()));
        return split;
    }

    private List<Use> usesOfChosen() {
        Map<List<String>, Use> uses = new LinkedHashMap<>();
        for (Operation operation : chosen) {
            operation.security().stream()
                    .map(one -> one.schemes().keySet().stream().sorted().toList())
                    .distinct()
                    .forEach(schemes -> uses.merge(
                            schemes,
                            new Use(schemes, 1, operation.pointer()),
                            (known, one) -> new Use(schemes, known.operations() + 1, known.pointer())));
        }
        return uses.values().stream()
                .sorted(Comparator.comparing(Use::operations).reversed())
                .toList();
    }

    /** Of methods that are equally accepted: what is safest to hand to a server, and can be taken back, comes first. */
    private static double preference(Candidate candidate) {
        return switch (candidate.type) {
            case "oauth2" -> "password".equals(candidate.flow) ? 0.95 : 1;
            case "openid_connect" -> 0.985;
            case "bearer" -> 0.995;
            case "api_key" -> "header".equals(candidate.in) ? 0.99 : 0.98;
            case "basic" -> 0.985;
            case "session" -> 0.96;
            default -> 0.975;
        };
    }
}
