package dev.ferrule.contract;

import dev.ferrule.contract.Flattening.Flat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one value. What leads back into itself is left out where it may be, and so is what makes it too large. */
final class SampleWalk {

    /** In place of a value: there is none. */
    static final Object NONE = new Object();

    private static final int MOST_VALUES = 3_000;
    private static final int MOST_BRANCHES = 12;

    private final Side side;
    private final Random random;
    private final SampleTexts texts;
    private final Flattening flattening;
    private final Fit fit;
    private final SampleParts parts;
    private final List<String> doubts = new ArrayList<>();
    private int left = MOST_VALUES;

    SampleWalk(Map<String, Object> defs, Side side, long seed) {
        this.side = side;
        this.random = new Random(seed);
        this.texts = new SampleTexts(random);
        this.flattening = new Flattening(defs);
        this.fit = new Fit(defs, side);
        this.parts = new SampleParts(this, side, flattening);
    }

    Sample sample(Map<String, Object> schema, List<Object> examples) {
        for (Object example : examples) {
            Object sent = parts.sent(example, schema, 0);
            if (fit.fits(sent, schema)) {
                return new Sample(sent, List.of());
            }
        }
        Object value = value(schema, "", 0, Set.of());
        if (value == NONE) {
            return new Sample(null, List.of(""));
        }
        return new Sample(value, doubts.isEmpty() && !fit.fits(value, schema) ? List.of("") : doubts);
    }

    /** {@link #NONE} where nothing can be made. */
    @Nullable
    Object value(Object schema, String pointer, int depth, Set<String> open) {
        Flat flat = left-- < 0 ? null : flattening.of(schema, open);
        return flat == null ? NONE : chosen(flat, schema, pointer, depth);
    }

    private @Nullable Object chosen(Flat flat, Object whole, String pointer, int depth) {
        for (Object candidate : parts.said(flat, random)) {
            Object sent = parts.sent(candidate, whole, 0);
            if (fit.fits(sent, whole)) {
                return sent;
            }
        }
        if (flat.choices().isEmpty()) {
            return made(flat, pointer, depth);
        }
        Object second = NONE;
        List<String> itsDoubts = List.of();
        for (Object branch : flat.choices().get(0).stream().limit(MOST_BRANCHES).toList()) {
            Flat taken = left-- < 0 || branch == null ? null : flattening.choose(flat, branch);
            if (taken == null) {
                continue;
            }
            int before = doubts.size();
            Object value = chosen(parts.discriminated(taken, flat, branch), whole, pointer, depth);
            if (value != NONE && doubts.size() == before && fit.fits(value, whole)) {
                return value;
            }
            List<String> fresh = List.copyOf(doubts.subList(before, doubts.size()));
            doubts.subList(before, doubts.size()).clear();
            if (value != NONE && second == NONE) {
                second = value;
                itsDoubts = fresh.isEmpty() ? List.of(pointer) : fresh;
            }
        }
        doubts.addAll(itsDoubts);
        return second;
    }

    private @Nullable Object made(Flat flat, String pointer, int depth) {
        return switch (SampleParts.type(flat)) {
            case "object" -> parts.object(flat, pointer, depth);
            case "array" -> parts.array(flat, pointer, depth);
            case "integer" -> orDoubt(Numbers.within(flat.keywords(), true, random), 1L, pointer);
            case "number" -> orDoubt(Numbers.within(flat.keywords(), false, random), 1L, pointer);
            case "boolean" -> random.nextBoolean();
            case "null" -> null;
            case "string" -> orDoubt(texts.of(flat.keywords()), texts.word(), pointer);
            default -> NONE;
        };
    }

    private Object orDoubt(@Nullable Object value, Object otherwise, String pointer) {
        if (value == null) {
            doubt(pointer);
            return otherwise;
        }
        return value;
    }

    void doubt(String pointer) {
        doubts.add(pointer);
    }

    String word() {
        return texts.word();
    }

    /** Whether there is room for something that could be left out. */
    boolean hasRoom(int depth) {
        return left > MOST_VALUES / 2 && depth < 8;
    }

    /** Forgets the doubts about what was left out in the end. */
    @Nullable
    Object tried(Object schema, String pointer, int depth, Set<String> open) {
        int before = doubts.size();
        Object value = value(schema, pointer, depth, open);
        if (value == NONE) {
            doubts.subList(before, doubts.size()).clear();
        }
        return value;
    }
}
