package dev.ferrule.auth;

import dev.ferrule.auth.AuthFacts.Use;
import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SecurityRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over a description; what many operations say alike is kept once, with a count. */
final class FactCollection {

    private static final int CLUES = 60;

    private final Map<List<String>, Use> uses = new LinkedHashMap<>();
    private final Map<String, Clue> parameters = new LinkedHashMap<>();
    private final Map<String, Clue> others = new LinkedHashMap<>();
    private Shape shape = Shape.EMPTY;
    private int silent;

    private FactCollection() {}

    static AuthFacts of(ApiDescription api, Iterable<Operation> operations) {
        FactCollection collection = new FactCollection();
        if (api.description() != null) {
            ProseClues.of(api.description(), "#/info/description", 1).forEach(collection::other);
        }
        for (int i = 0; i < api.tags().size(); i++) {
            String words = api.tags().get(i).description();
            if (words != null) {
                ProseClues.of(words, "#/tags/" + i + "/description", 0.7).forEach(collection::other);
            }
        }
        OperationClues.of(api.servers()).forEach(collection::other);
        operations.forEach(collection::add);
        return new AuthFacts(
                api.host(),
                api.securitySchemes(),
                api.security(),
                collection.uses.values().stream()
                        .sorted(Comparator.comparing(Use::operations).reversed())
                        .toList(),
                collection.silent,
                collection.clues(),
                collection.shape);
    }

    private void add(Operation operation) {
        shape = shape.with(operation);
        silent += operation.security().isEmpty() ? 1 : 0;
        for (SecurityRequirement requirement : operation.security()) {
            List<String> schemes =
                    requirement.schemes().keySet().stream().sorted().toList();
            uses.merge(
                    schemes,
                    new Use(schemes, 1, operation.pointer()),
                    (known, one) -> new Use(schemes, known.operations() + 1, known.pointer()));
        }
        for (Operation.Parameter parameter : operation.parameters()) {
            Clue clue = ParameterClues.of(operation, parameter);
            if (clue != null) {
                parameters.merge(clue.key(), clue.seenIn(1), (known, one) -> known.seenIn(known.operations() + 1));
            }
        }
        OperationClues.of(operation).forEach(this::other);
    }

    private void other(Clue clue) {
        others.merge(
                clue.key(),
                clue,
                (known, again) -> (again.weight() > known.weight() ? again : known).seenIn(known.operations() + 1));
    }

    /** A key that few operations take is seldom the API's own: it may be somebody else's, passed through. */
    private List<Clue> clues() {
        List<Clue> all = new ArrayList<>(others.values());
        for (Clue clue : parameters.values()) {
            double share = (double) clue.operations() / shape.operations();
            if (!clue.type().equals("companion") || share >= 0.5) {
                all.add(clue.weighing(clue.weight() * (0.4 + 0.6 * Math.min(1, share / 0.4))));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Clue::weight).reversed())
                .limit(CLUES)
                .toList();
    }
}
