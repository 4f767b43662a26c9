package dev.ferrule.catalogue;

import dev.ferrule.spec.SpecReader;
import java.nio.charset.StandardCharsets;

/**
 * Which spec some bytes are: the same for the same content of the same organisation, and for no other. The bytes are
 * hashed once, since that is most of the work when they are known already.
 *
 * @param hash of the bytes alone
 */
record ContentId(String org, String hash, String specId) {

    static ContentId of(String org, byte[] document) {
        String hash = SpecReader.hash(document);
        String both = SpecReader.hash((org + '\0' + hash).getBytes(StandardCharsets.UTF_8));
        return new ContentId(org, hash, both.substring(0, 24));
    }
}
