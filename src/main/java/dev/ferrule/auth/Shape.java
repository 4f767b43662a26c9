package dev.ferrule.auth;

import dev.ferrule.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an API looks like from afar. It says little about authentication, but it is all there is when the description is
 * silent: a handful of reads is often open, a wide API with users and deletes seldom is.
 *
 * @param reads how many operations only read
 * @param refusals how many document a 401 or 403
 */
public record Shape(
        int operations,
        int reads,
        int deletes,
        int unauthorized,
        int forbidden,
        int userTexts,
        boolean openWords,
        boolean accountWords) {

    private static final Pattern USER = Pattern.compile(
            "authenticated user|current user|signed[ -]in|logged[ -]in|\\busers?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN = Pattern.compile("\\b(open|public|free|random)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACCOUNT = Pattern.compile(
            "\\b(tenants?|organi[sz]ations?|workspaces?|teams?|enterprise|employees?)\\b", Pattern.CASE_INSENSITIVE);

    static Shape of(String title, @Nullable String description, Iterable<Operation> operations) {
        int all = 0;
        int reads = 0;
        int deletes = 0;
        int unauthorized = 0;
        int forbidden = 0;
        int users = 0;
        for (Operation operation : operations) {
            all++;
            reads += List.of("GET", "HEAD").contains(operation.method()) ? 1 : 0;
            deletes += operation.method().equals("DELETE") ? 1 : 0;
            unauthorized += answers(operation, "401") ? 1 : 0;
            forbidden += answers(operation, "403") ? 1 : 0;
            users += USER.matcher(operation.summary() + " " + operation.description())
                            .find()
                    ? 1
                    : 0;
        }
        String about = title + " " + (description == null ? "" : description);
        return new Shape(
                all,
                reads,
                deletes,
                unauthorized,
                forbidden,
                users,
                OPEN.matcher(about).find(),
                ACCOUNT.matcher(about).find());
    }

    private static boolean answers(Operation operation, String status) {
        return operation.responses().stream()
                .anyMatch(response -> response.status().equals(status));
    }

    /** How likely each type is when nothing else is known; the four add up to 1. */
    Map<String, Double> guess() {
        boolean onlyReads = reads == operations;
        boolean refuses = unauthorized + forbidden > 0;
        double none =
                refuses ? 0.03 : onlyReads && operations <= 2 ? 0.6 : onlyReads ? 0.4 : operations <= 1 ? 0.3 : 0.08;
        double oauth = (1 - none) * (userTexts > 2 || deletes > 0 && operations > 7 ? 0.4 : 0.2);
        double basic = (1 - none) * 0.1;
        return Map.of("none", none, "api_key", 1 - none - oauth - basic, "oauth2", oauth, "basic", basic);
    }

    String words() {
        return operations + " operations, " + reads + " of them only read; " + (unauthorized + forbidden)
                + " answers of 401 or 403 are described";
    }
}
