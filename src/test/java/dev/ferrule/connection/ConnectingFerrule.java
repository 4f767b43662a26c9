package dev.ferrule.connection;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.springframework.test.context.TestPropertySource;

/** The application that may call systems on this machine, and one to call. */
@TestPropertySource(properties = {"ferrule.egress.allow-private=true", "ferrule.samples=false"})
public abstract class ConnectingFerrule extends RunningFerrule {

    private static final AtomicInteger COUNT = new AtomicInteger();

    protected final RemoteSystem remote = new RemoteSystem();

    @AfterEach
    void stopRemote() {
        remote.close();
    }

    /** The path of a new connector of the remote system. */
    protected String connector() {
        return post(
                        "/api/v1/connectors",
                        "{\"name\":\"Remote %d\",\"baseUrl\":\"%s\"}"
                                .formatted(COUNT.incrementAndGet(), remote.url("")))
                .expect(201)
                .header("Location")
                .orElseThrow();
    }

    /** The id of an auth method, made of JSON. */
    protected String method(String connector, String json) {
        return post(connector + "/auth-methods", json).expect(201).at("/id");
    }

    protected void endpoint(String connector, String path) {
        post(connector + "/endpoints", "{\"method\":\"GET\",\"path\":\"%s\"}".formatted(path))
                .expect(201);
    }

    /** The answer to making a connection. */
    protected Reply connect(String connector, String method, String credentials) {
        return post(
                connector + "/connections",
                "{\"name\":\"Main\",\"authMethodId\":\"%s\",\"credentials\":%s}".formatted(method, credentials));
    }

    /** The path of a new template of the connector, in an integration of its own. */
    protected String template(String connector, String... endpointIds) {
        String integration = post(
                        "/api/v1/integrations", "{\"name\":\"Integration %d\"}".formatted(COUNT.incrementAndGet()))
                .expect(201)
                .header("Location")
                .orElseThrow();
        String id = connector.substring(connector.lastIndexOf('/') + 1);
        String endpoints = endpointIds.length == 0 ? "" : "\"" + String.join("\",\"", endpointIds) + "\"";
        return post(
                        integration + "/templates",
                        "{\"connectorId\":\"%s\",\"name\":\"T\",\"endpointIds\":[%s]}".formatted(id, endpoints))
                .expect(201)
                .header("Location")
                .orElseThrow();
    }

    /** The Connect tab of a template's integration. */
    protected Reply tab(String template) {
        return get(template.substring(0, template.indexOf("/templates/")) + "/connect")
                .expect(200);
    }
}
