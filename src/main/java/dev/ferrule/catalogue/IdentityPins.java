package dev.ferrule.catalogue;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/**
 * What title, domain and overlap of paths cannot know: what somebody has decided about a spec, kept even while the spec is
 * away, and which spec has exactly these paths.
 */
@Component
class IdentityPins {

    /** Fewer paths say little: many services have only {@code /} or {@code /health}. */
    private static final int TELLING_PATHS = 5;

    private final MongoOperations mongo;

    IdentityPins(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** @param sameAs a spec of the system that it belongs to; null: it is a system of its own */
    @Document("spec_pins")
    record Pin(@Id String id, String org, @Nullable String sameAs) {}

    @Document("spec_twins")
    record Twin(@Id String id, String specId) {}

    Map<String, Pin> pins(Collection<String> specIds) {
        Map<String, Pin> pins = new HashMap<>();
        mongo.find(query(where("_id").in(specIds)), Pin.class).forEach(pin -> pins.put(pin.id(), pin));
        return pins;
    }

    void pin(Pin pin) {
        mongo.save(pin);
    }

    void unpin(String specId) {
        mongo.remove(query(where("_id").is(specId)), Pin.class);
    }

    /** For each of these arrivals that has one, the spec that had its paths first; and they are remembered. */
    Map<String, String> twins(String org, List<ApiFamilies.Arrival> arrivals) {
        Map<String, String> keys = new HashMap<>();
        for (ApiFamilies.Arrival arrival : arrivals) {
            if (arrival.print().paths() >= TELLING_PATHS) {
                keys.put(
                        arrival.spec().id(),
                        org + "/" + arrival.print().paths() + "/"
                                + arrival.print().minima());
            }
        }
        Map<String, String> first = new HashMap<>();
        mongo.find(query(where("_id").in(keys.values())), Twin.class)
                .forEach(twin -> first.put(twin.id(), twin.specId()));
        Map<String, String> fresh = new HashMap<>();
        Map<String, String> twins = new HashMap<>();
        arrivals.forEach(arrival -> {
            String id = arrival.spec().id();
            String key = keys.get(id);
            if (key != null) {
                String known = first.putIfAbsent(key, id);
                if (known == null) {
                    fresh.put(key, id);
                } else if (!known.equals(id)) {
                    twins.put(id, known);
                }
            }
        });
        remember(fresh);
        return twins;
    }

    private void remember(Map<String, String> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        try {
            mongo.insert(
                    fresh.entrySet().stream()
                            .map(entry -> new Twin(entry.getKey(), entry.getValue()))
                            .toList(),
                    Twin.class);
        } catch (DuplicateKeyException e) {
            // Another node was first; a twin that is missed makes a system of its own, which can be merged by hand.
        }
    }
}
