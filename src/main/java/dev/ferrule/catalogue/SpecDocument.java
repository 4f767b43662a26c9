package dev.ferrule.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A document byte for byte as it came; whoever gets it closes its content. */
public record SpecDocument(Spec spec, boolean isJson, InputStream content) {

    static SpecDocument of(Spec spec, InputStream stream) throws IOException {
        PushbackInputStream content = new PushbackInputStream(stream, 1);
        int first = content.read();
        if (first >= 0) {
            content.unread(first);
        }
        // Blanks or a byte order mark before JSON are rare, and YAML is not wrong for them.
        return new SpecDocument(spec, first == '{', content);
    }

    /** Readable, and safe in a header and on any disk. */
    String fileName() {
        return ApiIdentity.slug(spec.title()).replaceAll("[^a-z0-9-]", "") + "-"
                + spec.id().substring(0, 8) + (isJson ? ".json" : ".yaml");
    }
}
