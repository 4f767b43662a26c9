package dev.ferrule.tester;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connection.Connection;
import dev.ferrule.connection.ConnectionCalls;
import dev.ferrule.connection.Connections;
import dev.ferrule.connector.Template;
import dev.ferrule.egress.Sender;
import dev.ferrule.enduser.EndUserConnections;
import dev.ferrule.mock.Mock;
import dev.ferrule.mock.Target.Offered;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses the way of a call, or says what is to be done before there is one. */
@Component
class Channels {

    private final Connections connections;
    private final EndUserConnections endUsers;
    private final ConnectionCalls calls;
    private final Sender sender;
    private final Mock mock;
    private final Subjects subjects;

    Channels(
            Connections connections,
            EndUserConnections endUsers,
            ConnectionCalls calls,
            Sender sender,
            Mock mock,
            Subjects subjects) {
        this.connections = connections;
        this.endUsers = endUsers;
        this.calls = calls;
        this.sender = sender;
        this.mock = mock;
        this.subjects = subjects;
    }

    /** A way, and the parameters that its signing sets. */
    record Way(Channel channel, Set<String> signed) {}

    Way live(Subject subject, @Nullable String connectionId, @Nullable String endUserId, Limits limits) {
        Template template = subject.template();
        if (endUserId != null) {
            return asEndUser(subject, connectionId, endUserId, limits);
        }
        if (connectionId != null) {
            return connected(subject, connectionId, limits);
        }
        if (template == null) {
            throw Problem.invalid("/connectionId", "A connection is needed.");
        }
        if (template.goesWithout() || isOpen(subject, template)) {
            return open(subject, limits);
        }
        if (template.embedded()) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "end-user-needed",
                    "Every end user brings a connection of their own to this template: say as whom to call by"
                            + " \"endUserId\", or choose \"target\": \"mock\".");
        }
        if (template.connectionId() == null) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "connection-needed",
                    "No connection is linked to this template: make one (POST /connectors/" + template.connectorId()
                            + "/connections) and link it (PUT /integrations/" + template.integrationId() + "/templates/"
                            + template.id() + "/connection), give a \"connectionId\", link {\"bypass\": true} to go"
                            + " without, or choose \"target\": \"mock\".");
        }
        return connected(subject, template.connectionId(), limits);
    }

    /** To the mock, which knows all endpoints of the connector and wants no credentials. */
    Way mock(Subject subject, @Nullable String session) {
        List<Offered> offered = subject.definition().endpoints().stream()
                .map(endpoint -> endpoint.id().equals(subject.endpoint().id())
                        ? Offered.of(subject.contract())
                        : new Offered(
                                endpoint.method(),
                                endpoint.path(),
                                () -> subjects.contract(subject.connector(), endpoint)))
                .toList();
        Set<String> signed = Subject.signed(subject.definition().authMethods());
        dev.ferrule.mock.Target target = new dev.ferrule.mock.Target(subject.baseUrl(), offered, List.of(), signed);
        return new Way(new MockChannel(mock, subject.org(), session, target), signed);
    }

    private Way asEndUser(Subject subject, @Nullable String connectionId, String endUserId, Limits limits) {
        Template template = subject.template();
        if (connectionId != null || template == null) {
            throw Problem.invalid(
                    "/endUserId", "Either a connection or an end user, and an end user only of a template.");
        }
        String id = endUsers.connectionOf(subject.org(), template.id(), endUserId);
        List<AuthMethod> methods = new ArrayList<>();
        subject.definition().authMethods().stream()
                .filter(method -> method.id().equals(template.authMethodId()))
                .forEach(method -> addWithCompany(subject, method, methods));
        return connected(subject, id, methods, limits);
    }

    private Way connected(Subject subject, String id, List<AuthMethod> methods, Limits limits) {
        return new Way(
                new ConnectedChannel(calls, subject.org(), id, subject.baseUrl(), limits), Subject.signed(methods));
    }

    private static void addWithCompany(Subject subject, AuthMethod method, List<AuthMethod> methods) {
        methods.add(method);
        method.together().forEach(id -> subject.definition().authMethod(id).ifPresent(methods::add));
    }

    private Way connected(Subject subject, String id, Limits limits) {
        return through(subject, connections.get(subject.org(), id), limits);
    }

    Way through(Subject subject, Connection connection, Limits limits) {
        if (!connection.connectorId().equals(subject.connector().id())) {
            throw Problem.invalid("/connectionId", "That connection belongs to another connector.");
        }
        List<AuthMethod> methods = new ArrayList<>(connection.together());
        methods.add(connection.authMethod());
        return connected(subject, connection.id(), methods, limits);
    }

    private Way open(Subject subject, Limits limits) {
        String base = subject.baseUrl();
        if (base == null || base.indexOf('{') >= 0) {
            throw new Problem(
                    Problem.Kind.CONFLICT,
                    "base-url-missing",
                    base == null
                            ? "Neither the template nor its connector has a base URL: give the template one."
                            : "The base URL has variables, which a connection fills in: make one, or give the template a"
                                    + " base URL without them.");
        }
        return new Way(new OpenChannel(sender, base, limits), Set.of());
    }

    private static boolean isOpen(Subject subject, Template template) {
        String chosen = template.authMethodId();
        return template.connectionId() == null
                && chosen != null
                && (chosen.equals("none")
                        || subject.definition()
                                .authMethod(chosen)
                                .map(method -> method.type().equals("none"))
                                .orElse(false));
    }
}
