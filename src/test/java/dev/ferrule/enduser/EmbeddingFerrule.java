package dev.ferrule.enduser;

import dev.ferrule.Reply;
import dev.ferrule.connection.ConnectingFerrule;
import dev.ferrule.connection.RemoteSystem.Response;
import java.util.UUID;

/** An embedded template of the remote system, and end users for it. */
abstract class EmbeddingFerrule extends ConnectingFerrule {

    static final String KEY = "{\"type\":\"api_key\",\"in\":\"header\",\"name\":\"X-Key\"}";

    String connector;
    String method;

    /** Path of the template, and what it is made of. */
    String template;

    String templateId;
    String integration;

    /** A template whose end users give an API key; the system tells everybody whose key it got. */
    void embed() {
        remote.at("/me", request -> {
            String key = String.valueOf(request.header("X-Key"));
            return Response.of(key.startsWith("key-") ? 200 : 401, "{\"key\":\"" + key + "\"}");
        });
        connector = connector();
        endpoint(connector, "/me");
        method = method(connector, KEY);
        embed(template(connector));
    }

    void embed(String path) {
        template = path;
        templateId = path.substring(path.lastIndexOf('/') + 1);
        integration = path.substring(0, path.indexOf("/templates/"));
        patch(path, "{\"embedded\":true,\"authMethodId\":\"%s\"}".formatted(method))
                .expect(200);
    }

    /** The id of a new end user. */
    String endUser(String name) {
        return post("/api/v1/end-users", "{\"externalId\":\"%s\",\"name\":\"%s\"}".formatted(UUID.randomUUID(), name))
                .expect(201)
                .at("/id");
    }

    /** The id of a new end user that has the integration switched on. */
    String active(String name) {
        String endUser = endUser(name);
        activate(endUser).expect(201);
        return endUser;
    }

    Reply activate(String endUser) {
        return post(integration + "/end-users/" + endUser + "/activations", "");
    }

    String connection(String endUser) {
        return "/api/v1/templates/" + templateId + "/end-users/" + endUser + "/connection";
    }

    Reply give(String endUser, String key) {
        return post(connection(endUser), "{\"credentials\":{\"apiKey\":\"%s\"}}".formatted(key));
    }

    /** The path of a new connect link. */
    String link(String endUser, String form) {
        String url = post(integration + "/end-users/" + endUser + "/connect-link", form)
                .expect(200)
                .at("/url");
        return url.substring(uri("").toString().length());
    }

    /** As a browser asks, without our token. */
    Reply browse(String path, String... headers) {
        var request = request(path, headers);
        request.setHeader("Authorization", "none");
        request.setHeader("Accept", "text/html");
        return send(request.GET());
    }

    Reply submit(String path, String form) {
        return post(path, form, "Authorization", "none", "Content-Type", "application/x-www-form-urlencoded");
    }

    long stored(String endUser) {
        return mongo.getDatabase("ferrule")
                .getCollection("connections")
                .countDocuments(new org.bson.Document("owner.endUserId", endUser));
    }
}
