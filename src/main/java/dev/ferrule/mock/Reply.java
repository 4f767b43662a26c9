package dev.ferrule.mock;

import dev.ferrule.egress.Call.Header;
import dev.ferrule.spec.Contract.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written.
 *
 * @param mediaType null: without a body
 * @param content what the spec says of the body; null: nothing
 */
record Reply(
        int status,
        List<Header> headers,
        @Nullable String mediaType,
        @Nullable Object value,
        @Nullable Content content) {}
