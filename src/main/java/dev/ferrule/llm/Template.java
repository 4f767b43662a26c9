package dev.ferrule.llm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One prompt as it was written: a front line with its version, what its variables are, and then a part for each message,
 * {@code ---- system ----} and {@code ---- user ----}, and for the description of each tool, {@code ---- tool NAME ----}.
 *
 * <p>All that comes from specs, users and models enters by a variable, and every variable stands in a block of its own
 * that its text cannot close and that shows no secret.
 */
record Template(String version, Map<String, String> parts) {

    private static final Pattern FRONT = Pattern.compile("([a-z]+), version ([0-9A-Za-z.-]+)");
    private static final Pattern PART = Pattern.compile("---- (system|user|tool [A-Za-z_]+) ----");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

    /** @param source where the text comes from, for what is said of its faults */
    static Template parse(Role role, String text, String source) {
        List<String> lines = text.lines().toList();
        Matcher front = FRONT.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
        String name = role.file().replace(".md", "");
        if (!front.matches() || !front.group(1).equals(name)) {
            throw fault(source, 1, "it must begin with '" + name + ", version 1' or another version");
        }
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        StringBuilder part = null;
        Set<String> documented = new LinkedHashSet<>();
        Set<String> used = new LinkedHashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            Matcher begin = PART.matcher(lines.get(i).strip());
            if (begin.matches()) {
                part = parts.computeIfAbsent(begin.group(1), key -> new StringBuilder());
                continue;
            }
            for (String variable : variables(lines.get(i))) {
                if (!role.variables().contains(variable)) {
                    throw fault(
                            source, i + 1, "there is no variable {{" + variable + "}}; there are " + role.variables());
                }
                (part == null ? documented : used).add(variable);
            }
            if (part != null) {
                part.append(lines.get(i)).append('\n');
            }
        }
        for (String variable : role.variables()) {
            if (!documented.contains(variable) || !used.contains(variable)) {
                String what = documented.contains(variable) ? "is not used" : "is not explained before the first part";
                throw fault(source, lines.size(), "the variable {{" + variable + "}} " + what);
            }
        }
        if (!parts.containsKey("user")) {
            throw fault(source, lines.size(), "it has no part ---- user ----");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((key, value) -> texts.put(key, value.toString().strip()));
        return new Template(name + "/" + front.group(2), texts);
    }

    private static IllegalStateException fault(String source, int line, String what) {
        return new IllegalStateException("The prompt " + source + " cannot be used: line " + line + ": " + what + ".");
    }

    private static List<String> variables(String line) {
        List<String> found = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(line);
        while (matcher.find()) {
            found.add(matcher.group(1).strip());
        }
        return found;
    }

    /** A part with its variables filled in; empty when the prompt has no such part. */
    String part(String name, Map<String, String> values) {
        Matcher matcher = VARIABLE.matcher(parts.getOrDefault(name, ""));
        return matcher.replaceAll(found -> {
            String variable = found.group(1).strip();
            return Matcher.quoteReplacement(block(variable, values.getOrDefault(variable, "")));
        });
    }

    /** Text that is data, between marks that it cannot hold itself. */
    static String block(String name, String text) {
        String data = Masks.masked(text)
                .replace("<<<", "‹‹‹")
                .replace(">>>", "›››")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\u2028\\u2029\\uFEFF]|[\\x{E0000}-\\x{E007F}]", " ");
        return "<<<" + name + "\n" + data.strip() + "\n" + name + ">>>";
    }
}
