package dev.ferrule.contract;

import dev.ferrule.contract.Conventions.Callback;
import dev.ferrule.contract.Conventions.ErrorShape;
import dev.ferrule.contract.Conventions.IdempotencyKey;
import dev.ferrule.contract.Conventions.LongRunning;
import dev.ferrule.contract.Conventions.RateLimit;
import dev.ferrule.spec.Contract;
import dev.ferrule.spec.Contract.Content;
import dev.ferrule.spec.Contract.Header;
import dev.ferrule.spec.Contract.Parameter;
import dev.ferrule.spec.Contract.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conventions as a spec shows them. */
final class ConventionSearch {

    private static final Set<String> STATE_URLS = Set.of("operationlocation", "azureasyncoperation", "location");

    private final Contract contract;

    ConventionSearch(Contract contract) {
        this.contract = contract;
    }

    Conventions find() {
        Response good = contract.responses().stream()
                .filter(response -> response.status().startsWith("2"))
                .filter(response -> json(response) != null)
                .findFirst()
                .orElse(null);
        String link = contract.responses().stream()
                .filter(response -> response.status().startsWith("2"))
                .filter(response -> response.headers().stream()
                        .anyMatch(header -> header.name().equalsIgnoreCase("link")))
                .map(response -> response.pointer() + "/headers/Link")
                .findFirst()
                .orElse(null);
        return new Conventions(
                new PaginationSearch(contract, shape(good)).find(good == null ? contract.pointer() : at(good), link),
                rateLimit(),
                idempotencyKey(),
                error(),
                longRunning(),
                contract.callbacks().stream()
                        .map(callback -> new Callback(
                                callback.name(), callback.method(), callback.expression(), List.of(callback.pointer())))
                        .toList());
    }

    private static @Nullable Content json(Response response) {
        return response.contents().stream()
                .filter(content -> MediaTypes.isJson(content.mediaType())
                        || content.mediaType().equals("*/*"))
                .findFirst()
                .orElse(null);
    }

    private Shape shape(@Nullable Response response) {
        Content content = response == null ? null : json(response);
        return content == null ? Shape.ANY : Shape.of(content.schema(), contract.defs());
    }

    private static String at(Response response) {
        Content content = json(response);
        return response.pointer()
                + (content == null ? "" : "/content/" + Pointers.escaped(content.mediaType()) + "/schema");
    }

    private @Nullable RateLimit rateLimit() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Response response : contract.responses()) {
            for (Header header : response.headers()) {
                headers.putIfAbsent(header.name(), response.pointer() + "/headers/" + Pointers.escaped(header.name()));
            }
        }
        return RateHeaders.find(headers);
    }

    private @Nullable IdempotencyKey idempotencyKey() {
        return contract.parameters().stream()
                .filter(parameter -> parameter.in().equals("header"))
                .map(ConventionSearch::idempotencyKey)
                .filter(key -> key != null)
                .max(Comparator.comparing(IdempotencyKey::confidence))
                .orElse(null);
    }

    private static @Nullable IdempotencyKey idempotencyKey(Parameter parameter) {
        String name = FieldNames.plain(parameter.name());
        String said = String.valueOf(parameter.description());
        boolean named = name.contains("idempoten");
        boolean request = name.matches(".*(requestid|requesttoken|clienttoken|uniqueid|transactionid|deduplicationid)")
                && said.matches("(?is).*(idempoten|de-?duplicat|same request|duplicate|exactly once|safely retr).*");
        return named || request
                ? new IdempotencyKey(
                        parameter.name(), parameter.required(), named ? 0.95 : 0.8, List.of(parameter.pointer()))
                : null;
    }

    private @Nullable ErrorShape error() {
        return contract.responses().stream()
                .filter(response -> response.status().matches("[45].*|default") && json(response) != null)
                .map(response -> ErrorFields.find(shape(response), at(response), 0.9))
                .filter(shape -> shape != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable LongRunning longRunning() {
        Response accepted = contract.responses().stream()
                .filter(response -> response.status().equals("202"))
                .findFirst()
                .orElse(null);
        if (accepted == null) {
            return null;
        }
        String header = accepted.headers().stream()
                .map(Header::name)
                .filter(name -> STATE_URLS.contains(FieldNames.plain(name)))
                .findFirst()
                .orElse(null);
        Map<String, Shape> fields = shape(accepted).fields();
        String url = field(
                fields,
                "statusurl|statusuri|pollurl|pollinguri|operationurl|joburl|resulturl|monitorurl|href"
                        + "|url|self|statuslink");
        String id = field(fields, "id|jobid|operationid|taskid|requestid|batchid|runid|importid|exportid");
        String status = field(fields, "status|state|jobstatus");
        boolean known = header != null || url != null || id != null && status != null;
        List<String> evidence = new ArrayList<>(List.of(accepted.pointer()));
        if (header != null) {
            evidence.add(accepted.pointer() + "/headers/" + Pointers.escaped(header));
        }
        return known
                ? new LongRunning(header, url, id, status, header != null || url != null ? 0.9 : 0.6, evidence)
                : null;
    }

    private static @Nullable String field(Map<String, Shape> fields, String names) {
        return fields.entrySet().stream()
                .filter(field -> FieldNames.plain(field.getKey()).matches(names)
                        && (field.getValue().is("string") || field.getValue().is("integer")))
                .map(field -> "/" + Pointers.escaped(field.getKey()))
                .findFirst()
                .orElse(null);
    }
}
