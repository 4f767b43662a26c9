package dev.ferrule.auth;

import dev.ferrule.auth.Scheme.Moment;
import dev.ferrule.auth.Urls.Pair;
import dev.ferrule.egress.Call;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with {@code {names}} for parts of a request, each replaced once: what replaces one is never looked at again. */
public final class SignatureTemplate {

    /** All names but {@code {header:Name}}. */
    public static final Set<String> NAMES = Set.of(
            "method",
            "path",
            "query",
            "sortedQuery",
            "pathAndQuery",
            "url",
            "host",
            "body",
            "bodyMd5Hex",
            "bodyMd5Base64",
            "bodySha256Hex",
            "bodySha256Base64",
            "timestamp",
            "timestampMillis",
            "date",
            "isoDate",
            "nonce",
            "keyId",
            "signature");

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9]+|header:[A-Za-z0-9-]+)}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private SignatureTemplate() {}

    /** Names in a template that mean nothing. */
    public static List<String> unknown(String template) {
        List<String> unknown = new ArrayList<>();
        String unused = replaced(template, name -> {
            if (!NAMES.contains(name) && !name.startsWith("header:")) {
                unknown.add(name);
            }
            return "";
        });
        return unknown;
    }

    static String replaced(String template, UnaryOperator<String> values) {
        return NAME.matcher(template).replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    /** What a name stands for in a request; empty for what it does not have. */
    static String value(String name, Call call, Moment moment) {
        if (name.startsWith("header:")) {
            String value = call.header(name.substring("header:".length()));
            return value == null ? "" : value;
        }
        String query = call.uri().getRawQuery();
        return switch (name) {
            case "method" -> call.method();
            case "path" -> Urls.path(call.uri());
            case "query" -> query == null ? "" : query;
            case "sortedQuery" ->
                Urls.pairs(query, false).stream()
                        .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                        .map(pair -> Urls.encoded(pair.name()) + "=" + Urls.encoded(pair.value()))
                        .collect(Collectors.joining("&"));
            case "pathAndQuery" -> Urls.target(call.uri());
            case "url" -> call.uri().toString();
            case "host" -> Urls.host(call.uri());
            case "body" -> new String(call.body(), java.nio.charset.StandardCharsets.UTF_8);
            case "bodyMd5Hex" -> Hashes.hex(Hashes.digest("MD5", call.body()));
            case "bodyMd5Base64" -> base64(Hashes.digest("MD5", call.body()));
            case "bodySha256Hex" -> Hashes.hex(Hashes.digest("SHA-256", call.body()));
            case "bodySha256Base64" -> base64(Hashes.digest("SHA-256", call.body()));
            case "timestamp" -> String.valueOf(moment.at().getEpochSecond());
            case "timestampMillis" -> String.valueOf(moment.at().toEpochMilli());
            case "date" -> DATE.format(moment.at());
            case "isoDate" -> moment.at().truncatedTo(ChronoUnit.SECONDS).toString();
            case "nonce" -> moment.nonce();
            default -> "";
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
