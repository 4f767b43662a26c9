package dev.ferrule.contract;

import java.util.Locale;

/** What a media type (RFC 9110, section 8.3) says about how a body is written. */
final class MediaTypes {

    static final String JSON = "application/json";

    private MediaTypes() {}

    /** Lower case, without parameters. */
    static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String mediaType) {
        String bare = bare(mediaType);
        return bare.equals(JSON) || bare.endsWith("+json") || bare.equals("text/json") || bare.endsWith("/x-json");
    }

    static boolean isForm(String mediaType) {
        return bare(mediaType).equals("application/x-www-form-urlencoded");
    }

    static boolean isMultipart(String mediaType) {
        return bare(mediaType).startsWith("multipart/");
    }

    /** Written as the text that is given. */
    static boolean isText(String mediaType) {
        String bare = bare(mediaType);
        return bare.startsWith("text/")
                || bare.endsWith("/xml")
                || bare.endsWith("+xml")
                || bare.contains("yaml")
                || bare.endsWith("/graphql")
                || bare.endsWith("/javascript")
                || bare.contains("ndjson")
                || bare.contains("jsonl");
    }

    static boolean isRange(String mediaType) {
        return mediaType.indexOf('*') >= 0;
    }

    /** @param range a media type, or one with stars */
    static boolean matches(String range, String mediaType) {
        String wanted = bare(range);
        String given = bare(mediaType);
        return wanted.equals(given)
                || wanted.equals("*/*")
                || wanted.equals("*")
                || wanted.endsWith("/*") && given.startsWith(wanted.substring(0, wanted.length() - 1));
    }
}
