package dev.ferrule.chat;

import dev.ferrule.catalogue.Card;
import dev.ferrule.catalogue.SystemCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The systems and operations that a language model may name while it answers: those of the conversation, and those that a
 * tool has shown it. Each has a short id of this answer only, so that no other can be guessed. For one thread.
 */
final class AtHand {

    private static final int MOST_LISTED = 20;

    private final Map<String, SystemCard> systems = new LinkedHashMap<>();
    private final Map<String, Card> operations = new LinkedHashMap<>();
    private final StringBuilder addresses = new StringBuilder();

    /** Its id, a new one when it was not at hand before. */
    String add(SystemCard system) {
        for (Map.Entry<String, SystemCard> known : systems.entrySet()) {
            if (known.getValue().specId().equals(system.specId())) {
                return known.getKey();
            }
        }
        String id = "s" + (systems.size() + 1);
        systems.put(id, system);
        return id;
    }

    String add(Card operation) {
        for (Map.Entry<String, Card> known : operations.entrySet()) {
            if (known.getValue().specId().equals(operation.specId())
                    && known.getValue().operationId().equals(operation.operationId())) {
                return known.getKey();
            }
        }
        String id = "o" + (operations.size() + 1);
        operations.put(id, operation);
        return id;
    }

    /** By its id; small models say the title instead, which does as well. */
    Optional<SystemCard> system(String said) {
        SystemCard byId = systems.get(said.strip().toLowerCase(Locale.ROOT));
        return byId != null
                ? Optional.of(byId)
                : systems.values().stream()
                        .filter(one -> one.title().equalsIgnoreCase(said.strip()))
                        .findFirst();
    }

    Optional<Card> operation(String id) {
        return Optional.ofNullable(operations.get(id.strip().toLowerCase(Locale.ROOT)));
    }

    List<Card> operations() {
        return new ArrayList<>(operations.values());
    }

    List<String> specIds() {
        return systems.values().stream().map(SystemCard::specId).toList();
    }

    /** An address that was read from where a spec declares one, not from its prose. */
    void give(String address) {
        addresses.append(address.toLowerCase(Locale.ROOT)).append('\n');
    }

    boolean hasGiven(String address) {
        return addresses.indexOf(address) >= 0;
    }

    /** The systems with their ids. */
    String text() {
        return systems.isEmpty()
                ? "No system is at hand yet."
                : "Systems at hand:\n"
                        + systems.entrySet().stream()
                                .limit(MOST_LISTED)
                                .map(one -> line(one.getKey(), one.getValue()))
                                .collect(Collectors.joining("\n"));
    }

    static String line(String id, SystemCard system) {
        return id + ": " + Texts.shortened(Texts.line(system.title()), 100) + ", "
                + PlanText.counted(system.operationCount(), "operation");
    }
}
