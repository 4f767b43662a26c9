package dev.ferrule.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a spec can lack. The score loses up to {@code weight}, in proportion to how much of the spec is concerned. */
enum Fault {
    SUMMARY_MISSING(25, "An operation has neither summary nor description.", "Say in a few words what it does."),
    SUMMARY_GENERIC(10, "A summary says no more than the method does.", "Name the thing that it is about."),
    SUMMARY_AMBIGUOUS(10, "Several operations have the same summary.", "Say in each what sets it apart."),
    OPERATION_ID_MISSING(5, "An operation has no operationId of its own.", "Give it one, unique and lasting."),
    PARAMETERS_UNDESCRIBED(
            5, "No parameter of the operation is described.", "Describe at least those that are not obvious."),
    ANSWER_WITHOUT_SCHEMA(10, "No successful answer says what it holds.", "Give the answer a schema."),
    EXAMPLE_BROKEN(
            10, "An example or default is not what its schema allows.", "Mend whichever of the two is not true."),
    REFERENCE_UNRESOLVED(
            10, "A reference leads nowhere.", "Put what it names into the document, or send the files together."),
    SECURITY_MISSING(
            15, "Nothing says how to authenticate.", "Declare the security schemes and where they are needed."),
    SERVER_MISSING(5, "There is no server.", "Name the base URL."),
    SERVER_PLACEHOLDER(5, "The server is a placeholder.", "Name the base URL that callers can reach."),
    SERVER_PRIVATE(
            5, "The server is on one's own machine or network.", "Name the base URL that callers can reach, too."),
    SERVER_RELATIVE(5, "The server's URL begins nowhere: it has no host.", "Write it out, with https:// and the host."),
    SERVER_UNRESOLVED(
            5,
            "The server's URL has a variable without a value.",
            "Declare it under 'variables', with a default or the values that it can have."),
    SERVER_UNUSABLE(5, "The server's URL is no address of the web.", "Write https:// and the host."),
    SERVER_INSECURE(5, "The server is spoken to without encryption.", "Name its https:// address.");

    private final int weight;
    private final String message;
    private final String remedy;

    Fault(int weight, String message, String remedy) {
        this.weight = weight;
        this.message = message;
        this.remedy = remedy;
    }

    int weight() {
        return weight;
    }

    String message() {
        return message;
    }

    String remedy() {
        return remedy;
    }

    /** Whether it can be said of a server, rather than of an operation or the whole. */
    boolean isOfServers() {
        return name().startsWith("SERVER_") && this != SERVER_MISSING;
    }

    static Optional<Fault> of(String code) {
        return Stream.of(values()).filter(fault -> fault.code().equals(code)).findFirst();
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
