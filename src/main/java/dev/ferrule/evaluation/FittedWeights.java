package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of weights as it was learned just now: comments that say from what, then a line for each feature.
 *
 * @param text whole, to be written as it is
 */
public record FittedWeights(String text) {

    /** Arithmetic of other processors moves vectors a little, and with them weights in their last digits. */
    private static final double ROUNDING = 0.02;

    private static final Pattern LINE = Pattern.compile("(\\w+) (-?[0-9.]+) (-?[0-9.]+)");

    /** Whether learning came to that file, byte by byte. */
    public boolean isExactly(String file) {
        return text.equals(file);
    }

    /** What is otherwise in that file, more than rounding explains, in words; empty when nothing is. */
    public List<String> differences(String file) {
        List<String> differences = new ArrayList<>();
        List<String> theirs = file.lines().toList();
        List<String> ours = text.lines().toList();
        for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
            String their = i < theirs.size() ? theirs.get(i) : "";
            String our = i < ours.size() ? ours.get(i) : "";
            if (!isSame(their, our)) {
                differences.add("'" + their + "' is '" + our + "' when learned now");
            }
        }
        return differences;
    }

    private static boolean isSame(String one, String other) {
        Matcher a = LINE.matcher(one);
        Matcher b = LINE.matcher(other);
        if (!a.matches() || !b.matches()) {
            return one.equals(other);
        }
        return a.group(1).equals(b.group(1)) && isNear(a.group(2), b.group(2)) && isNear(a.group(3), b.group(3));
    }

    private static boolean isNear(String one, String other) {
        return Math.abs(Double.parseDouble(one) - Double.parseDouble(other)) <= ROUNDING + 1e-9;
    }
}
