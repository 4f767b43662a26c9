package dev.ferrule.catalogue;

import java.nio.charset.StandardCharsets;

/** Small API descriptions for tests. */
public final class SpecTexts {

    private SpecTexts() {}

    /** A shop with so many things to list; the same paths in every version. */
    public static byte[] shop(String version, int operations) {
        return described("Shop API", version, "https://api.shop.example.io", operations);
    }

    public static byte[] described(String title, String version, String server, int operations) {
        StringBuilder text = new StringBuilder("{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"" + title
                + "\",\"version\":\"" + version + "\"},\"servers\":[{\"url\":\"" + server + "\"}],\"paths\":{");
        for (int i = 0; i < operations; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("\"/items" + i + "\":{\"get\":{\"operationId\":\"listItems" + i
                            + "\",\"summary\":\"List the items of shelf " + i
                            + "\",\"responses\":{\"200\":{\"description\":\"ok\"}}}}");
        }
        return text.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
