package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ferrule.auth.Urls.Pair;
import dev.ferrule.egress.Call;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4, as its public description has it.
 *
 * @param region such as {@code eu-west-1}; null: as the host says it
 * @param service such as {@code execute-api}; null: as the host says it
 * @param inQuery whether the signature goes into the query (a presigned address) instead of a header
 * @param unsignedPayload whether the body stays out of the signature
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsSigV4(
        @Nullable String region,
        @Nullable String service,
        @Nullable Boolean inQuery,
        @Nullable Boolean unsignedPayload) implements Scheme {

    static final AwsSigV4 USUAL = new AwsSigV4(null, null, null, null);

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String EXPIRES = "300";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern HOST = Pattern.compile(
            "(?:.*\\.)?([a-z0-9-]+?)[.-]([a-z]{2}(?:-[a-z]+)+-\\d+)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|on\\.aws)");
    private static final Pattern GLOBAL_HOST = Pattern.compile("(?:.*\\.)?([a-z0-9-]+)\\.amazonaws\\.com");

    /** What is set, or changed, on the way. */
    private static final Set<String> UNSIGNED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "expect",
            "transfer-encoding",
            "user-agent",
            "x-amzn-trace-id");

    @Override
    public List<CredentialField> fields() {
        return List.of(
                CredentialField.open("accessKeyId", "The access key's id."),
                CredentialField.secret("secretAccessKey", "The secret access key."),
                CredentialField.secret("sessionToken", "The session token that belongs to temporary keys.")
                        .optional());
    }

    @Override
    public boolean coversRequest() {
        return true;
    }

    @Override
    public Call sign(Map<String, String> credentials, Call call, Moment moment) {
        return sign(credentials, call, moment, EXPIRES);
    }

    Call sign(Map<String, String> credentials, Call call, Moment moment, String expires) {
        String time = TIME.format(moment.at());
        Place place = place(call.uri());
        String scope = time.substring(0, 8) + "/" + place.region + "/" + place.service + "/aws4_request";
        String key = Scheme.value(credentials, "accessKeyId") + "/" + scope;
        String secret = Scheme.value(credentials, "secretAccessKey");
        String token = credentials.get("sessionToken");
        String payload = Boolean.TRUE.equals(unsignedPayload) || (isInQuery() && place.isStore())
                ? "UNSIGNED-PAYLOAD"
                : Hashes.hex(Hashes.digest("SHA-256", call.body()));
        if (isInQuery()) {
            Map<String, String> signed = Map.of("host", Urls.host(call.uri()));
            URI uri = call.uri();
            uri = Urls.withQuery(uri, "X-Amz-Algorithm", ALGORITHM);
            uri = Urls.withQuery(uri, "X-Amz-Credential", key);
            uri = Urls.withQuery(uri, "X-Amz-Date", time);
            uri = Urls.withQuery(uri, "X-Amz-Expires", expires);
            uri = token == null ? uri : Urls.withQuery(uri, "X-Amz-Security-Token", token);
            uri = Urls.withQuery(uri, "X-Amz-SignedHeaders", "host");
            String signature = signature(secret, time, scope, canonical(call.to(uri), signed, payload, place));
            return call.to(Urls.withQuery(uri, "X-Amz-Signature", signature));
        }
        Call all = call.with("X-Amz-Date", time);
        all = token == null ? all : all.with("X-Amz-Security-Token", token);
        all = place.isStore() || Boolean.TRUE.equals(unsignedPayload) ? all.with("X-Amz-Content-Sha256", payload) : all;
        Map<String, String> signed = headers(all);
        String signature = signature(secret, time, scope, canonical(all, signed, payload, place));
        return all.with(
                "Authorization",
                ALGORITHM + " Credential=" + key + ", SignedHeaders=" + String.join(";", signed.keySet())
                        + ", Signature=" + signature);
    }

    private boolean isInQuery() {
        return Boolean.TRUE.equals(inQuery);
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> signed = new TreeMap<>(Map.of("host", Urls.host(call.uri())));
        for (Call.Header header : call.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!UNSIGNED.contains(name) && !name.equals("host")) {
                String value = header.value().strip().replaceAll(" +", " ");
                signed.merge(name, value, (one, other) -> one + "," + other);
            }
        }
        return signed;
    }

    private static String canonical(Call call, Map<String, String> signed, String payload, Place place) {
        String query = Urls.pairs(call.uri().getRawQuery(), false).stream()
                .map(pair -> new Pair(Urls.encoded(pair.name()), Urls.encoded(pair.value())))
                .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                call.method(),
                path(call.uri(), place),
                query,
                headers,
                String.join(";", signed.keySet()),
                payload);
    }

    /** Encoded twice, and without dots; but an object store's names are encoded once and may have dots in them. */
    private static String path(URI uri, Place place) {
        String path = place.isStore() ? Urls.path(uri) : Urls.path(uri.normalize());
        return Arrays.stream(path.split("/", -1))
                .map(Urls::decoded)
                .map(Urls::encoded)
                .map(segment -> place.isStore() ? segment : Urls.encoded(segment))
                .collect(Collectors.joining("/"));
    }

    private static String signature(String secret, String time, String scope, String canonical) {
        byte[] key = Hashes.utf8("AWS4" + secret);
        for (String part : scope.split("/")) {
            key = Hashes.hmac("HmacSHA256", key, Hashes.utf8(part));
        }
        String hash = Hashes.hex(Hashes.digest("SHA-256", Hashes.utf8(canonical)));
        return Hashes.hex(Hashes.hmac("HmacSHA256", key, Hashes.utf8(String.join("\n", ALGORITHM, time, scope, hash))));
    }

    private record Place(String region, String service) {

        boolean isStore() {
            return service.equals("s3");
        }
    }

    private Place place(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        Matcher regional = HOST.matcher(host);
        Matcher global = GLOBAL_HOST.matcher(host);
        String itsService = regional.matches() ? regional.group(1) : global.matches() ? global.group(1) : null;
        String itsRegion = regional.matches() ? regional.group(2) : global.matches() ? "us-east-1" : null;
        String one = service == null ? itsService : service;
        String other = region == null ? itsRegion : region;
        if (one == null || other == null) {
            throw Scheme.incomplete("the region or the service, which the host does not say");
        }
        return new Place(other, one);
    }
}
