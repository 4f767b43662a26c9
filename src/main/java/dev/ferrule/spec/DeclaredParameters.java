package dev.ferrule.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an operation, those of its path merged in and references followed, as they stand in the document. */
final class DeclaredParameters {

    private static final int MOST = 1_000;
    private static final List<String> PLACES = List.of("path", "query", "header", "cookie", "formData", "body");

    private final References references;
    private final Warnings warnings;
    private final Budget budget;

    DeclaredParameters(References references, Warnings warnings, Budget budget) {
        this.references = references;
        this.warnings = warnings;
        this.budget = budget;
    }

    /** @param in spelt as OpenAPI does */
    record Declared(String name, String in, References.Target target) {}

    Collection<Declared> of(PathItem.Entry entry) {
        Map<String, Declared> merged = new LinkedHashMap<>();
        collect(entry.item().get("parameters"), entry.itemPointer() + "/parameters", merged);
        collect(entry.operation().get("parameters"), entry.pointer() + "/parameters", merged);
        return merged.values();
    }

    private void collect(@Nullable JsonNode declared, String pointer, Map<String, Declared> merged) {
        if (declared == null || !declared.isArray()) {
            return;
        }
        int index = 0;
        for (JsonNode item : declared) {
            budget.checkTime();
            if (merged.size() >= MOST) {
                warnings.add("too-many-parameters", "Only " + MOST + " parameters were read.", pointer);
                return;
            }
            String at = pointer + "/" + index++;
            References.Target target = references.follow(item, at);
            Declared parameter = target == null ? null : parameter(target, at);
            if (parameter != null) {
                String in = parameter.in;
                merged.put(in.equals("body") ? in : in + ":" + parameter.name, parameter);
            }
        }
    }

    private @Nullable Declared parameter(References.Target target, String at) {
        String name = Texts.text(target.node(), "name", 200);
        String in = place(Texts.text(target.node(), "in", 20));
        if (name == null && "body".equals(in)) {
            name = "body";
        }
        if (name == null || in == null) {
            warnings.add("parameter-unusable", "This parameter has no name or no proper 'in'; it was left out.", at);
            return null;
        }
        return new Declared(name, in, target);
    }

    private static @Nullable String place(@Nullable String in) {
        for (String place : PLACES) {
            if (place.equalsIgnoreCase(in)) {
                return place;
            }
        }
        return null;
    }
}
