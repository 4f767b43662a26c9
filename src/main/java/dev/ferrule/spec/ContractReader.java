package dev.ferrule.spec;

import org.springframework.stereotype.Component;

/**
 * Reads from a document what it says about calling its operations. A document that is read once can be kept
 * ({@link OpenDocument}), because the largest take seconds.
 *
 * <p>As with {@link SpecReader}, nothing is fetched, and whatever the document is, it costs no more than its share.
 */
@Component
public final class ContractReader {

    private final SpecReader reader;

    public ContractReader(SpecReader reader) {
        this.reader = reader;
    }

    /** Takes as much memory as {@link OpenDocument#bytes} says. */
    public OpenDocument open(byte[] document) {
        return reader.use(document, OpenDocument::new);
    }

    public Contract read(byte[] document, String method, String path) {
        return open(document).contract(method, path);
    }
}
