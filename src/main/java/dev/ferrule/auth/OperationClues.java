package dev.ferrule.auth;

import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Hints in the operations themselves and in where they live: logins, token endpoints, keys within the base URL. */
final class OperationClues {

    private static final Pattern TOKEN_ENDPOINT =
            Pattern.compile("(?i).*/(oauth2?|oidc|openid-connect|connect)(/[\\w.{}-]+)*/(access[_-]?)?tokens?/?$");
    private static final Pattern TOKEN =
            Pattern.compile("(?i).*/(get|create|generate)?[_-]?((access|auth|api)[_-]?)?token/?$");
    private static final Pattern LOGIN = Pattern.compile("(?i).*/(log-?in|sign-?in|sessions?|authenticate)/?$");
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i).*(access token|auth(entication|orization)? token|bearer|credentials|password|log ?in).*",
            Pattern.DOTALL);
    private static final Pattern KEY_IN_PATH =
            Pattern.compile("(?i).*(api_?key|api_?token|access_?token|auth_?token|^token|bot_?token)$");

    private OperationClues() {}

    static List<Clue> of(Operation operation) {
        List<Clue> found = new ArrayList<>();
        if (operation.method().equals("POST")) {
            login(operation, found);
        }
        for (Operation.Response response : operation.responses()) {
            if (response.description() != null && List.of("401", "403").contains(response.status())) {
                found.addAll(ProseClues.of(
                        response.description(), operation.pointer() + "/responses/" + response.status(), 0.8));
            }
        }
        if (operation.description() != null) {
            found.addAll(ProseClues.of(operation.description(), operation.pointer() + "/description", 0.45));
        }
        return found;
    }

    private static void login(Operation operation, List<Clue> found) {
        String words = (operation.summary() == null ? "" : operation.summary()) + " "
                + (operation.description() == null ? "" : operation.description());
        var evidence = Text.quote(operation.pointer(), words.isBlank() ? operation.path() : words);
        if (TOKEN_ENDPOINT.matcher(operation.path()).matches()) {
            found.add(Clue.of("oauth2", 0.7, evidence)
                    .byFlow(ProseClues.flowIn(words + " " + operation.requestBody()), operation.path()));
        } else if (TOKEN.matcher(operation.path()).matches()
                && CREDENTIALS.matcher(words).matches()) {
            found.add(Clue.of("bearer", 0.6, evidence));
        } else if (LOGIN.matcher(operation.path()).matches()) {
            found.add(Clue.of("session", 0.35, evidence));
        }
    }

    /** A key that is a variable of the base URL, outside the host. */
    static List<Clue> of(List<Server> servers) {
        List<Clue> found = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            for (Server.Variable variable : servers.get(i).variables()) {
                if (KEY_IN_PATH.matcher(variable.name()).matches()) {
                    String words =
                            variable.description() == null ? servers.get(i).url() : variable.description();
                    found.add(Clue.key("path", variable.name(), 0.9, Text.quote("#/servers/" + i, words)));
                }
            }
        }
        return found;
    }
}
