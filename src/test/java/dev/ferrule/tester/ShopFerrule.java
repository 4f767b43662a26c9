package dev.ferrule.tester;

import dev.ferrule.Reply;
import dev.ferrule.connection.ConnectingFerrule;
import java.util.concurrent.atomic.AtomicInteger;

/** A small shop on the other side, with a spec that says how it is called, and a template of it. */
abstract class ShopFerrule extends ConnectingFerrule {

    static final String KEY = "k-0123456789-shop";
    private static final AtomicInteger COUNT = new AtomicInteger();

    String integration;
    String connector;
    String template;

    /** A connector by a plan, so that its endpoints have contracts. */
    void shop() {
        String name = "Shop " + COUNT.incrementAndGet() + "x" + System.nanoTime();
        String spec = post("/api/v1/specs", SPEC.replace("NAME", name).replace("BASE", remote.url("")))
                .expect(201)
                .at("/id");
        integration = post("/api/v1/integrations", "{\"name\":\"" + name + "\"}")
                .expect(201)
                .at("/id");
        // Rather an operation too many: which one a plan takes for a wish is not what is tested here.
        for (String wish : new String[] {"Create an order", "Get an order", "List the orders"}) {
            Reply plan = post(
                            "/api/v1/plans",
                            "{\"requirement\":\"" + wish + " in " + name + "\",\"specIds\":[\"" + spec
                                    + "\"],\"integrationId\":\"" + integration + "\",\"mode\":\"recall\"}")
                    .expect(201);
            connector = plan.at("/systems/0/connectorId");
        }
        template = tab().at("/templates/0/template/id");
    }

    Reply tab() {
        return get("/api/v1/integrations/" + integration + "/connect").expect(200);
    }

    String idOf(String method, String path) {
        for (var endpoint : get("/api/v1/connectors/" + connector + "/endpoints?limit=200")
                .expect(200)
                .json()
                .at("/items")) {
            if (endpoint.at("/method").asString().equals(method)
                    && endpoint.at("/path").asString().equals(path)) {
                return endpoint.at("/id").asString();
            }
        }
        throw new AssertionError("no " + method + " " + path);
    }

    String path(String method, String path) {
        return "/api/v1/integrations/" + integration + "/templates/" + template + "/endpoints/" + idOf(method, path)
                + "/test";
    }

    String connection() {
        String id = post(
                        "/api/v1/connectors/" + connector + "/connections",
                        "{\"name\":\"Main\",\"authMethodId\":\"api_key-header-x_api_key\",\"credentials\":{\"apiKey\":\""
                                + KEY + "\"}}")
                .expect(201)
                .at("/id");
        put(
                        "/api/v1/integrations/" + integration + "/templates/" + template + "/connection",
                        "{\"connectionId\":\"" + id + "\"}")
                .expect(200);
        return id;
    }

    private static final String SPEC = """
            {"openapi":"3.0.3","info":{"title":"NAME","version":"1"},"servers":[{"url":"BASE"}],
             "security":[{"key":[]}],
             "components":{"securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X-Api-Key"}},
              "schemas":{"Order":{"type":"object","required":["id"],"properties":{
                "id":{"type":"string"},"total":{"type":"number"},"note":{"type":"string"}}}}},
             "paths":{
              "/orders":{
               "get":{"operationId":"listOrders","summary":"List the orders","parameters":[
                 {"name":"limit","in":"query","schema":{"type":"integer","maximum":100}},
                 {"name":"cursor","in":"query","schema":{"type":"string"}}],
                "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{
                  "type":"array","items":{"$ref":"#/components/schemas/Order"}}}}}}},
               "post":{"operationId":"createOrder","summary":"Create an order","requestBody":{"required":true,
                 "content":{"application/json":{"schema":{"type":"object","required":["total"],
                   "properties":{"total":{"type":"number"}}}}}},
                "responses":{"201":{"description":"made","content":{"application/json":{"schema":{
                  "$ref":"#/components/schemas/Order"}}}}}}},
              "/orders/{orderId}":{
               "get":{"operationId":"getOrder","summary":"Get an order","parameters":[
                 {"name":"orderId","in":"path","required":true,"schema":{"type":"string"},"example":"o-1"}],
                "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{
                  "$ref":"#/components/schemas/Order"}}}}}}}}}
            """;
}
