package dev.ferrule.tester;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What accepted findings make of a contract: the same as their {@link Overlay} makes of the spec. A status or a media type
 * that the system has is added, a rule that it does not keep is taken away, and everything else stays as it is.
 */
final class Corrections {

    private Corrections() {}

    static Contract of(Contract contract, List<Finding> accepted) {
        Contract corrected = contract;
        for (Finding finding : accepted) {
            corrected = by(corrected, finding);
        }
        return corrected;
    }

    private static Contract by(Contract contract, Finding finding) {
        String found = finding.found();
        if (finding.pointer().equals("/status")) {
            boolean news = found != null
                    && found.matches("[1-5][0-9]{2}")
                    && finding.specPointer().equals(contract.pointer() + "/responses")
                    && contract.responses().stream()
                            .noneMatch(one -> one.status().equals(found));
            return found != null && news ? withStatus(contract, found) : contract;
        }
        if (finding.pointer().equals("/headers/Content-Type")) {
            return found == null || found.equals("nothing")
                    ? contract
                    : withType(contract, finding.specPointer(), found.split(";", 2)[0].strip());
        }
        Map<String, Object> defs = new LinkedHashMap<>();
        contract.defs()
                .forEach((name, schema) -> defs.put(name, without(schema, String.valueOf(comment(schema)), finding)));
        List<Response> responses = contract.responses().stream()
                .map(response -> with(
                        response,
                        response.contents().stream()
                                .map(content -> corrected(response, content, finding))
                                .toList()))
                .toList();
        return with(contract, responses, defs);
    }

    private static Contract withStatus(Contract contract, String status) {
        List<Response> responses = new ArrayList<>(contract.responses());
        responses.add(new Response(
                status, "Seen in live answers", List.of(), List.of(), contract.pointer() + "/responses/" + status));
        return with(contract, responses, contract.defs());
    }

    private static Contract withType(Contract contract, String responsePointer, String type) {
        List<Response> responses = contract.responses().stream()
                .map(response -> {
                    boolean there = response.contents().stream()
                            .anyMatch(content -> content.mediaType().equalsIgnoreCase(type));
                    if (there || !response.pointer().equals(responsePointer)) {
                        return response;
                    }
                    List<Content> contents = new ArrayList<>(response.contents());
                    contents.add(new Content(type, Map.of(), List.of(), List.of()));
                    return with(response, contents);
                })
                .toList();
        return with(contract, responses, contract.defs());
    }

    @SuppressWarnings("unchecked")
    private static Content corrected(Response response, Content content, Finding finding) {
        String escaped = content.mediaType().replace("~", "~0").replace("/", "~1");
        String pointer = response.pointer() + "/content/" + escaped + "/schema";
        Object schema = without(content.schema(), pointer, finding);
        return schema == content.schema()
                ? content
                : new Content(
                        content.mediaType(), (Map<String, Object>) schema, content.examples(), content.encodings());
    }

    /** The same schema when the finding is about another one. */
    private static Object without(Object schema, String pointer, Finding finding) {
        if (!finding.specPointer().startsWith(pointer + "/")) {
            return schema;
        }
        String[] path = finding.specPointer().substring(pointer.length() + 1).split("/");
        for (int i = 0; i < path.length; i++) {
            path[i] = plain(path[i]);
        }
        String field = plain(finding.pointer().substring(finding.pointer().lastIndexOf('/') + 1));
        return without(schema, path, 0, field);
    }

    private static Object without(Object node, String[] path, int at, String field) {
        if (node instanceof Map<?, ?> map && map.containsKey(path[at])) {
            Map<Object, Object> changed = new LinkedHashMap<>(map);
            Object value = Objects.requireNonNullElse(map.get(path[at]), Map.of());
            if (at < path.length - 1) {
                changed.put(path[at], without(value, path, at + 1, field));
            } else if (path[at].equals("required") && value instanceof List<?> names) {
                changed.put(
                        path[at],
                        names.stream().filter(name -> !field.equals(name)).toList());
            } else {
                changed.remove(path[at]);
            }
            return changed;
        }
        if (node instanceof List<?> list && at < path.length - 1 && path[at].matches("[0-9]{1,6}")) {
            int index = Integer.parseInt(path[at]);
            List<Object> changed = new ArrayList<>(list);
            if (index < changed.size()) {
                changed.set(index, without(changed.get(index), path, at + 1, field));
            }
            return changed;
        }
        return node;
    }

    private static String plain(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    private static @Nullable Object comment(Object schema) {
        return schema instanceof Map<?, ?> map ? map.get("$comment") : null;
    }

    private static Response with(Response response, List<Content> contents) {
        return new Response(
                response.status(), response.description(), response.headers(), contents, response.pointer());
    }

    private static Contract with(Contract contract, List<Response> responses, Map<String, Object> defs) {
        return new Contract(
                contract.method(),
                contract.path(),
                contract.parameters(),
                contract.body(),
                responses,
                defs,
                contract.cut(),
                contract.callbacks(),
                contract.pointer());
    }
}
