package dev.ferrule.planning;

import dev.ferrule.auth.AuthDetector;
import dev.ferrule.auth.AuthFacts;
import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.catalogue.Specs;
import dev.ferrule.http.Page;
import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How each system wants to be authenticated. What its spec says about that is gathered from all its operations when it
 * is first wanted, and kept in the database: specs never change.
 */
@Component
public class AuthBook {

    private static final int KEPT = 2_000;

    /** Another one whenever facts are gathered or written differently. */
    private static final String FORMAT = "2";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Specs specs;
    private final MongoTemplate mongo;
    private final Map<String, AuthFacts> facts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuthFacts> eldest) {
            return size() > KEPT;
        }
    };

    AuthBook(Specs specs, MongoTemplate mongo) {
        this.specs = specs;
        this.mongo = mongo;
    }

    /** As JSON, since facts hold names that a database takes amiss as keys. */
    @Document("authFacts")
    record Row(@Id String id, String org, String specId, String facts) {}

    /** The methods that fit, best first, with the least scopes that exactly these operations need. */
    public List<AuthMethod> methods(Spec spec, List<Operation> chosen) {
        return AuthDetector.rank(facts(spec), chosen);
    }

    private AuthFacts facts(Spec spec) {
        synchronized (facts) {
            AuthFacts known = facts.get(spec.id());
            if (known != null) {
                return known;
            }
        }
        AuthFacts gathered = kept(spec);
        synchronized (facts) {
            facts.put(spec.id(), gathered);
        }
        return gathered;
    }

    private AuthFacts kept(Spec spec) {
        String id = spec.id() + ':' + FORMAT;
        Row row = mongo.findById(id, Row.class);
        if (row != null) {
            return JSON.readValue(row.facts(), AuthFacts.class);
        }
        AuthFacts gathered = AuthDetector.collect(head(spec), operations(spec));
        mongo.save(new Row(id, spec.org(), spec.id(), JSON.writeValueAsString(gathered)));
        return gathered;
    }

    private List<Operation> operations(Spec spec) {
        List<Operation> operations = new ArrayList<>(spec.operationCount());
        String cursor = null;
        do {
            Page<Operation> page = specs.operations(spec.org(), spec.id(), Page.MAX_LIMIT, cursor);
            operations.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return operations;
    }

    private static ApiDescription head(Spec spec) {
        return new ApiDescription(
                spec.title(),
                spec.version(),
                spec.format(),
                spec.description(),
                spec.host(),
                spec.servers(),
                spec.securitySchemes(),
                spec.security(),
                spec.tags(),
                spec.webhooks(),
                List.of(),
                List.of(),
                spec.contentHash());
    }
}
