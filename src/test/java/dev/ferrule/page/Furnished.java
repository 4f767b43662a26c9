package dev.ferrule.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something of everything that the page shows, so that every view has something in it, and the address of each view. */
record Furnished(
        String integration,
        String chat,
        String template,
        String endpoint,
        String connector,
        String spec,
        String ingestion) {

    Map<String, String> addresses() {
        String connect = "/integrations/" + integration + "/connect";
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("home", "/");
        addresses.put("plan", "/integrations/" + integration + "/plan");
        addresses.put("connect", connect);
        addresses.put("template", connect + "/" + template);
        addresses.put("endpoint", connect + "/" + template + "/endpoints/" + endpoint);
        addresses.put("connectors", "/connectors");
        addresses.put("connector", "/connectors/" + connector);
        addresses.put("catalogue", "/catalogue");
        addresses.put("search", "/catalogue?q=order");
        addresses.put("spec", "/catalogue/specs/" + spec);
        addresses.put("ingestions", "/catalogue/ingestions");
        addresses.put("ingestion", "/catalogue/ingestions/" + ingestion);
        addresses.put("sources", "/catalogue/sources");
        addresses.put("quality", "/catalogue/quality");
        addresses.put("changes", "/changes");
        addresses.put("drift", "/changes/" + connector);
        return addresses;
    }
}
