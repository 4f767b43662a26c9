package dev.ferrule.contract;

import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Header;
import dev.ferrule.spec.Contract.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what came back against what the spec says would come back. */
@Component
public final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    private final Schemas schemas;

    public Answers(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * @param mismatches at most 50; pointers begin with {@code /status}, {@code /headers} or {@code /body}
     * @param status the response of the spec that it was held against, such as {@code 4XX}; null: the spec has none for it
     * @param complete false: something could not be checked, because it was cut off or takes too long
     */
    public record Verdict(
            List<Mismatch> mismatches, @Nullable String status, boolean complete) {

        public boolean ok() {
            return mismatches.isEmpty();
        }
    }

    /** @param truncated the body is only the beginning of what came, so it is not checked */
    public Verdict check(Contract contract, int status, List<Request.Header> headers, byte[] body, boolean truncated) {
        Response response = response(contract, status);
        if (response == null) {
            String known = String.join(
                    ", ", contract.responses().stream().map(Response::status).toList());
            String expected = known.isEmpty() ? "no answer is described" : Pointers.shortened(known, 200);
            return new Verdict(
                    List.of(new Mismatch(
                            "/status",
                            "is not described; the spec has " + expected,
                            expected,
                            Integer.toString(status),
                            contract.pointer() + "/responses")),
                    null,
                    true);
        }
        List<Mismatch> found = new ArrayList<>();
        headers(contract, response, headers, found);
        boolean complete = contract.method().equals("HEAD")
                || WITHOUT_BODY.contains(status)
                || response.contents().isEmpty()
                || body(contract, response, headers, body, truncated, found);
        return new Verdict(found.stream().limit(Mismatches.MOST).toList(), response.status(), complete);
    }

    private static @Nullable Response response(Contract contract, int status) {
        String range = status / 100 + "XX";
        return find(contract, Integer.toString(status))
                .or(() -> find(contract, range))
                .or(() -> find(contract, "default"))
                .orElse(null);
    }

    private static Optional<Response> find(Contract contract, String status) {
        return contract.responses().stream()
                .filter(response -> response.status().equalsIgnoreCase(status))
                .findFirst();
    }

    private void headers(Contract contract, Response response, List<Request.Header> headers, List<Mismatch> found) {
        for (Header header : response.headers()) {
            String pointer = "/headers/" + Pointers.escaped(header.name());
            String spec = response.pointer() + pointer;
            String value = value(headers, header.name());
            if (header.name().equalsIgnoreCase("content-type")) {
                continue; // The spec's own rule: the media types say it.
            }
            if (value != null) {
                boolean list = "array".equals(header.schema().get("type"));
                Object given = list ? List.of((Object[]) value.strip().split("\\s*,\\s*")) : value;
                found.addAll(new ParameterCheck(schemas, contract)
                        .asText(header.schema(), given, Side.ANSWER, pointer, spec + "/schema"));
            } else if (header.required()) {
                found.add(new Mismatch(pointer, "is required", "a value", "nothing", spec));
            }
        }
    }

    private static @Nullable String value(List<Request.Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Request.Header::value)
                .findFirst()
                .orElse(null);
    }

    private boolean body(
            Contract contract,
            Response response,
            List<Request.Header> headers,
            byte[] body,
            boolean truncated,
            List<Mismatch> found) {
        String type = value(headers, "Content-Type");
        Content content = type == null ? null : matching(response, type);
        if (body.length == 0) {
            if (response.contents().stream().noneMatch(one -> one.schema().isEmpty())) {
                found.add(new Mismatch("/body", "must not be empty", "a body", "nothing", response.pointer()));
            }
            return true;
        }
        if (content == null) {
            String expected = Pointers.shortened(
                    String.join(
                            " or ",
                            response.contents().stream().map(Content::mediaType).toList()),
                    200);
            found.add(new Mismatch(
                    "/headers/Content-Type",
                    "must be " + expected,
                    expected,
                    type == null ? "nothing" : Pointers.shortened(type, 80),
                    response.pointer()));
            boolean json = type == null || MediaTypes.isJson(type);
            content = json
                    ? response.contents().stream()
                            .filter(one -> MediaTypes.isJson(one.mediaType()))
                            .findFirst()
                            .orElse(null)
                    : null;
        }
        if (content == null) {
            return true;
        }
        boolean json = MediaTypes.isJson(type == null ? content.mediaType() : type);
        if (!json) {
            return true; // Only of JSON the schema says how it is written.
        }
        return !truncated && json(contract, response, content, body, found);
    }

    private static @Nullable Content matching(Response response, String type) {
        return response.contents().stream()
                .filter(content -> MediaTypes.matches(content.mediaType(), type))
                .min(java.util.Comparator.comparing(content -> MediaTypes.isRange(content.mediaType())))
                .orElse(null);
    }

    private boolean json(Contract contract, Response response, Content content, byte[] body, List<Mismatch> found) {
        JsonNode value;
        try {
            value = JSON.readTree(body);
        } catch (JacksonException e) {
            String start = new String(body, 0, Math.min(40, body.length), StandardCharsets.UTF_8);
            found.add(new Mismatch(
                    "/body",
                    "must be JSON",
                    "JSON",
                    start.toLowerCase(Locale.ROOT).contains("<html") ? "HTML" : "text",
                    response.pointer()));
            return true;
        }
        String spec = response.pointer() + "/content/" + Pointers.escaped(content.mediaType()) + "/schema";
        Schemas.Checked checked = schemas.check(contract, content.schema(), value, Side.ANSWER, "/body", spec);
        found.addAll(checked.mismatches());
        return checked.complete();
    }
}
