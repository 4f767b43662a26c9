package dev.ferrule.drift;

import dev.ferrule.spec.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds operations that went to another place: by their id, or by a path that differs only in its variables' names. */
final class Moves {

    private Moves() {}

    /** Where operations of the older version that are not in their place any more have gone, by method and path there. */
    static Map<String, Operation> of(Map<String, Operation> olds, Map<String, Operation> news) {
        Map<String, Operation> byId = new HashMap<>();
        Map<String, Operation> byShape = new HashMap<>();
        news.forEach((key, now) -> {
            if (!olds.containsKey(key)) {
                byId.put(now.operationId(), now);
                byShape.put(now.method() + " " + Paths.shape(now.path()), now);
            }
        });
        Map<String, Operation> moved = new HashMap<>();
        Set<Operation> taken = new HashSet<>();
        olds.forEach((key, old) -> {
            if (news.containsKey(key)) {
                return;
            }
            Operation same = byShape.get(old.method() + " " + Paths.shape(old.path()));
            Operation target = same != null ? same : byId.get(old.operationId());
            if (target != null && taken.add(target)) {
                moved.put(key, target);
            }
        });
        return moved;
    }
}
