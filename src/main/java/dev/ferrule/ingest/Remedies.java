package dev.ferrule.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What whoever sent a document can do about a failure, where its code alone tells that. */
final class Remedies {

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("spec-broken", "Correct the document at the place named, or export it anew."),
            Map.entry("spec-empty", "Send the document itself; this one has nothing in it."),
            Map.entry("spec-encoding", "Save the document as UTF-8."),
            Map.entry(
                    "spec-format-unsupported",
                    "Convert it to OpenAPI 3, or send the OpenAPI document that belongs to it."),
            Map.entry("spec-version-unsupported", "Convert it to OpenAPI 3.0 or later."),
            Map.entry(
                    "spec-not-recognised",
                    "Send an OpenAPI or Swagger document: an object with 'openapi' or 'swagger'."),
            Map.entry("spec-without-paths", "Send the main document of the API, the one with 'paths'."),
            Map.entry("spec-too-deep", "Take deeply nested examples out."),
            Map.entry("spec-too-large", "Split the document, or leave examples out."),
            Map.entry("spec-too-large-for-heap", "Start the service with a larger -Xmx, or split the document."),
            Map.entry("spec-too-slow", "Split the document, or resolve its references before."),
            Map.entry("out-of-memory", "Start the service with a larger -Xmx, then retry."),
            Map.entry("storage-full", "Free some space on the disk that holds the data, then retry."),
            Map.entry("database-unavailable", "Retry once the database answers."),
            Map.entry("reader-crashed", "Start the service with a larger -Xmx or -Xss, then retry."),
            Map.entry(
                    "archive-unreadable", "Make the archive anew, without a password; only .zip and .tar.gz are read."),
            Map.entry("archive-too-entangled", "Send it as a .zip, in which each file is found at once."),
            Map.entry("archive-changed", "Send it again in a new ingestion."),
            Map.entry("archive-empty", "Put .json, .yaml or .yml files into it."),
            Map.entry("archive-too-large", "Divide the archive into smaller ones."),
            Map.entry("archive-entry-refused", "Put the file itself into the archive, under a plain relative name."),
            Map.entry("file-kind-unsupported", "Send .json, .yaml, .yml, .zip or .tar.gz."),
            Map.entry("file-not-found", "Check the path."),
            Map.entry("file-unreadable", "Let the user that the service runs as read it."),
            Map.entry("fetch-failed", "Check the URL; if it answers again, retry."),
            Map.entry("address-not-allowed", "Download the document and send it as a file."),
            Map.entry("upload-gone", "Send the file again in a new ingestion."));

    private Remedies() {}

    static @Nullable String of(String code) {
        return BY_CODE.get(code);
    }
}
