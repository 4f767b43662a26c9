package dev.ferrule.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes a text that a regular expression would accept: literals, classes, groups, alternatives and quantifiers. It
 * gives up where the expression looks around or back; whoever uses it checks the text.
 */
final class PatternWriter {

    private static final int MOST_TEXT = 2_000;
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String WORD = LETTERS + UPPER + DIGITS + "_";
    private static final String VISIBLE = WORD + "-.,:;!?/+=@#%&*()<>[]{}'\"$^|~`\\ ";

    private final String pattern;
    private final Random random;
    private final int more;
    private int at;
    private int depth;

    /** @param more how many times more often than needed something that may be repeated is written */
    PatternWriter(String pattern, Random random, int more) {
        this.pattern = pattern;
        this.random = random;
        this.more = more;
    }

    /** Thrown at what cannot be written. */
    private static final class Beyond extends RuntimeException {}

    @Nullable
    String write() {
        try {
            String text = alternatives();
            return at == pattern.length() ? text : null;
        } catch (Beyond e) {
            return null;
        }
    }

    private String alternatives() {
        if (++depth > 30) {
            throw new Beyond();
        }
        List<String> all = new ArrayList<>();
        all.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        depth--;
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int from = at;
            String one = atom();
            int after = at;
            int[] times = quantifier();
            int rest = at;
            int count = times[0] + random.nextInt(Math.min(times[1] - times[0], Math.max(more, 0)) + 1);
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    at = from;
                    one = atom();
                }
                text.append(one);
                if (text.length() > MOST_TEXT) {
                    throw new Beyond();
                }
            }
            at = Math.max(rest, after);
        }
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> one(LETTERS);
            case '[' -> one(bracket());
            case '(' -> group();
            case '\\' -> one(escape());
            case '*', '+', '?', '{' -> throw new Beyond();
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.startsWith("?<", at)
                && at + 2 < pattern.length()
                && Character.isLetter(pattern.charAt(at + 2))) {
            at = pattern.indexOf('>', at) + 1;
        } else if (pattern.startsWith("?", at)) {
            throw new Beyond();
        }
        String inside = alternatives();
        if (at >= pattern.length() || pattern.charAt(at++) != ')') {
            throw new Beyond();
        }
        return inside;
    }

    /** How often: least and most. */
    private int[] quantifier() {
        if (at >= pattern.length()) {
            return new int[] {1, 1};
        }
        int[] times = switch (pattern.charAt(at)) {
            case '?' -> new int[] {0, 1};
            case '*' -> new int[] {0, 1_000};
            case '+' -> new int[] {1, 1_000};
            case '{' -> braces();
            default -> null;
        };
        if (times == null) {
            return new int[] {1, 1};
        }
        at++;
        if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
            at++;
        }
        return times;
    }

    private int[] braces() {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!inside.matches("\\d{1,4}(,\\d{0,6})?")) {
            throw new Beyond();
        }
        String[] parts = inside.split(",", -1);
        int least = Integer.parseInt(parts[0]);
        int most = parts.length == 1 ? least : parts[1].isEmpty() ? least + 1_000 : Integer.parseInt(parts[1]);
        if (most < least) {
            throw new Beyond();
        }
        at = end;
        return new int[] {least, most};
    }

    /** The characters that an escape stands for. */
    private String escape() {
        if (at >= pattern.length()) {
            throw new Beyond();
        }
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'd' -> DIGITS;
            case 'w' -> WORD;
            case 's' -> " ";
            case 'D', 'S' -> LETTERS;
            case 'W' -> "-. ";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'u' -> code(4);
            case 'x' -> code(2);
            case 'p' -> property();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new Beyond();
                }
                yield String.valueOf(c);
            }
        };
    }

    private String property() {
        int end = pattern.startsWith("{", at) ? pattern.indexOf('}', at) : -1;
        String name = end < 0 ? "" : pattern.substring(at + 1, end);
        at = end + 1;
        return switch (name) {
            case "L", "Ll", "Letter", "IsAlphabetic", "Alpha", "Lower" -> LETTERS;
            case "Lu", "Upper" -> UPPER;
            case "N", "Nd", "Digit" -> DIGITS;
            default -> throw new Beyond();
        };
    }

    private String code(int digits) {
        String text = at + digits <= pattern.length() ? pattern.substring(at, at + digits) : "";
        if (!text.matches("[0-9A-Fa-f]+")) {
            throw new Beyond();
        }
        at += digits;
        return String.valueOf((char) Integer.parseInt(text, 16));
    }

    private String bracket() {
        boolean not = pattern.startsWith("^", at);
        at += not ? 1 : 0;
        StringBuilder in = new StringBuilder();
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            first = false;
            char c = pattern.charAt(at++);
            if (c == '[' || c == '&' && pattern.startsWith("&", at)) {
                throw new Beyond();
            }
            String chars = c == '\\' ? escape() : String.valueOf(c);
            boolean range = chars.length() == 1
                    && at + 1 < pattern.length()
                    && pattern.charAt(at) == '-'
                    && pattern.charAt(at + 1) != ']';
            if (range) {
                at++;
                char end = pattern.charAt(at++);
                String last = end == '\\' ? escape() : String.valueOf(end);
                for (int i = chars.charAt(0); i <= last.charAt(0) && in.length() < 500; i++) {
                    in.append((char) i);
                }
            } else {
                in.append(chars);
            }
        }
        if (at++ >= pattern.length()) {
            throw new Beyond();
        }
        if (!not) {
            return nice(in.toString());
        }
        String out = in.toString();
        StringBuilder kept = new StringBuilder();
        VISIBLE.chars().filter(c -> out.indexOf(c) < 0).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    /** Letters and digits where there are any: easier to read, and in no need of quoting. */
    private static String nice(String chars) {
        StringBuilder plain = new StringBuilder();
        chars.chars().filter(c -> WORD.indexOf(c) >= 0 && c != '_').forEach(c -> plain.append((char) c));
        return plain.isEmpty() ? chars : plain.toString();
    }

    private String one(String chars) {
        if (chars.isEmpty()) {
            throw new Beyond();
        }
        return String.valueOf(chars.charAt(random.nextInt(chars.length())));
    }
}
