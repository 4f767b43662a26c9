package dev.ferrule.tester;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Findings as an OpenAPI Overlay 1.0: what it takes to make the spec true. A rule that the system does not keep is removed,
 * a status or a media type that the spec does not have is added.
 */
record Overlay(String overlay, Info info, List<Action> actions) {

    record Info(String title, String version) {}

    /** Either what is to be added, or that the target is to be removed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Action(
            String target,
            String description,
            @Nullable Object update,
            @Nullable Boolean remove) {}

    static Overlay of(String name, List<Finding> findings) {
        List<Action> actions = findings.stream()
                .map(Overlay::action)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Overlay("1.0.0", new Info("What live answers of " + name + " have shown", "1.0.0"), actions);
    }

    private static @Nullable Action action(Finding finding) {
        List<String> parts = parts(finding.specPointer());
        if (parts.isEmpty()) {
            return null;
        }
        String why = finding.pointer() + " " + finding.message() + ", seen " + finding.count() + " times";
        String last = parts.get(parts.size() - 1);
        if (finding.pointer().equals("/status") && finding.found() != null) {
            return new Action(
                    path(parts), why, Map.of(finding.found(), Map.of("description", "Seen in live answers")), null);
        }
        if (finding.pointer().equals("/headers/Content-Type") && finding.found() != null) {
            String type = finding.found().split(";", 2)[0].strip();
            return new Action(path(parts), why, Map.of("content", Map.of(type, Map.of())), null);
        }
        if (!parts.contains("schema") && !parts.contains("schemas") && !parts.contains("definitions")) {
            return null;
        }
        if (last.equals("required")) {
            String name = finding.pointer().substring(finding.pointer().lastIndexOf('/') + 1);
            return new Action(path(parts) + "[?@ == '" + quoted(unescaped(name)) + "']", why, null, true);
        }
        return new Action(path(parts), why, null, true);
    }

    /** Of a JSON Pointer that is a URI fragment. */
    private static List<String> parts(String pointer) {
        List<String> parts = new ArrayList<>();
        String path = pointer.startsWith("#") ? pointer.substring(1) : pointer;
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(unescaped(part));
            }
        }
        return parts;
    }

    private static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** As JSONPath (RFC 9535), every name in brackets. */
    private static String path(List<String> parts) {
        StringBuilder path = new StringBuilder("$");
        parts.forEach(part -> path.append(
                part.matches("[0-9]{1,6}") && !path.toString().endsWith("['responses']")
                        ? "[" + part + "]"
                        : "['" + quoted(part) + "']"));
        return path.toString();
    }

    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("'", "\\'");
    }
}
