package dev.ferrule.connection;

import dev.ferrule.auth.Signing;
import dev.ferrule.connection.Check.Outcome;
import dev.ferrule.connector.Connector;
import dev.ferrule.connector.Connectors;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.egress.Answer;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.EgressFailure;
import dev.ferrule.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Tries a connection by the cheapest operation, and says what really happened. */
@Component
class ConnectionChecks {

    private static final List<Call.Header> HEADERS = List.of(new Call.Header("Accept", "application/json, */*;q=0.5"));

    private final ConnectionStore store;
    private final Connectors connectors;
    private final ConnectionCalls calls;
    private final Probes probes;

    ConnectionChecks(ConnectionStore store, Connectors connectors, ConnectionCalls calls, Probes probes) {
        this.store = store;
        this.connectors = connectors;
        this.calls = calls;
        this.probes = probes;
    }

    Check check(String org, String id) {
        return check(store.get(org, id));
    }

    Check check(StoredConnection connection) {
        String org = connection.org();
        String id = connection.id();
        Connector connector = connectors.get(org, connection.connectorId());
        Optional<Endpoint> probe = probes.find(connector);
        String path = probe.map(Endpoint::path).orElse("");
        String request = "GET " + (path.isEmpty() ? "the base URL" : path);
        long start = System.nanoTime();
        Check check = attempt(connection, path, request, probe.isPresent(), start);
        Update update = new Update().set("lastCheck", check);
        if (check.outcome() != Outcome.EXPIRED) {
            update.set("status", check.outcome().isGood() ? Status.CONNECTED : Status.FAILING);
            if (check.outcome().isGood()) {
                update.unset("statusReason");
            } else {
                update.set("statusReason", check.outcome().word());
            }
        }
        store.note(store.getAny(org, id), update);
        return check;
    }

    private Check attempt(StoredConnection connection, String path, String request, boolean tells, long start) {
        if (!connection.methods().stream().allMatch(Signing::knows)) {
            return check(Outcome.NOT_SUPPORTED, "Requests cannot be signed in this way yet.", null, request, start);
        }
        try {
            Answer answer = calls.send(connection.org(), connection.id(), "GET", path, HEADERS, new byte[0]);
            boolean needs = tells && !connection.method().type().equals("none");
            Outcome outcome = outcome(answer, needs);
            return check(outcome, message(outcome, answer, needs), answer.status(), request, start);
        } catch (EgressFailure failure) {
            return check(outcome(failure), failure.description() + ".", null, request, start);
        } catch (Problem problem) {
            Outcome outcome = switch (problem.code()) {
                case "reconnect-needed" -> Outcome.EXPIRED;
                case "token-server-unavailable" -> Outcome.UNREACHABLE;
                default -> Outcome.NOT_SUPPORTED;
            };
            return check(outcome, problem.description(), null, request, start);
        }
    }

    private static Check check(Outcome outcome, String message, @Nullable Integer status, String request, long start) {
        return new Check(
                ConnectionStore.now(), outcome, message, status, request, (System.nanoTime() - start) / 1_000_000);
    }

    private static Outcome outcome(EgressFailure failure) {
        return switch (failure.reason()) {
            case UNKNOWN_HOST -> Outcome.DNS;
            case TLS -> Outcome.TLS;
            case TIMEOUT -> Outcome.TIMEOUT;
            case ADDRESS_NOT_ALLOWED, HOST_NOT_ALLOWED, NO_WEB_ADDRESS, BAD_REDIRECT -> Outcome.NOT_ALLOWED;
            case REFUSED, BROKEN, BUSY, TOO_MUCH, TOO_MANY_REDIRECTS -> Outcome.UNREACHABLE;
        };
    }

    private static Outcome outcome(Answer answer, boolean needs) {
        int status = answer.status();
        String challenge = String.join(",", answer.all("WWW-Authenticate")).toLowerCase(Locale.ROOT);
        if (challenge.contains("insufficient_scope")) {
            return Outcome.WRONG_SCOPE;
        }
        if (status == 401) {
            return challenge.contains("expired") ? Outcome.EXPIRED : Outcome.REFUSED;
        }
        if (status == 403) {
            return Outcome.FORBIDDEN;
        }
        if (status == 429) {
            return Outcome.RATE_LIMITED;
        }
        if (status >= 500) {
            return Outcome.SERVER_ERROR;
        }
        return status < 300 && needs ? Outcome.OK : Outcome.REACHED;
    }

    private static String message(Outcome outcome, Answer answer, boolean needs) {
        return switch (outcome) {
            case OK -> "The system took the credentials.";
            case REFUSED -> "The system refuses the credentials (401): check that they are right and still in force.";
            case EXPIRED -> "The system says that the credentials are no longer valid (401): give new ones.";
            case WRONG_SCOPE ->
                "The system knows the credentials, but they lack a scope: connect anew with more scopes.";
            case FORBIDDEN ->
                "The system knows the credentials, but does not let them do this (403): a permission is"
                        + " missing, or another account is needed.";
            case RATE_LIMITED -> "The system was reached, and wants fewer requests at the moment (429).";
            case SERVER_ERROR -> "The system has trouble of its own (" + answer.status() + "): try again later.";
            default ->
                needs
                        ? "The system was reached and answered with " + answer.status()
                                + ", which says nothing about the credentials."
                        : "The system was reached (" + answer.status()
                                + "), but no operation is known that would tell whether the credentials are right.";
        };
    }
}
