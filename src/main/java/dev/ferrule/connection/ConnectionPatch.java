package dev.ferrule.connection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection can be changed; what is null stays.
 *
 * @param credentials replace all that are there
 * @param confirmHost the host of the new base URL, once more, where the credentials that are there shall go to a host that
 *     they were not given for
 */
record ConnectionPatch(
        @Nullable String name,
        @Nullable String baseUrl,
        @Nullable Map<String, @Nullable String> credentials,
        @Nullable String confirmHost) {

    @Override
    public String toString() {
        return "connection patch";
    }
}
