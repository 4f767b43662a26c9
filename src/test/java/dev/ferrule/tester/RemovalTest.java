package dev.ferrule.tester;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What tests leave behind goes with what was tested. */
class RemovalTest extends ShopFerrule {

    @Autowired
    private MongoTemplate database;

    @Test
    void withATemplateGoesItsHistoryAndWithAConnectorAllThatWasLearnedOfIt() {
        shop();
        String connection = connection();
        remote.at("/orders", 200, "[{\"id\":7}]");
        String test = post(path("GET", "/orders"), "{}").expect(200).at("/id");
        String templatePath = "/api/v1/integrations/" + integration + "/templates/" + template;
        post(templatePath + "/tests/" + test + "/pin", "{\"name\":\"Lists\"}").expect(201);
        put("/api/v1/connectors/" + connector + "/call-policy", "{\"attempts\":1}")
                .expect(200);
        assertThat(stored("callPolicies", connector)).isOne();
        assertThat(stored("contractFindings", connector)).isOne();
        assertThat(stored("testCases", connector)).isOne();
        assertThat(stored("testHistories", template)).isOne();
        delete(templatePath).expect(204);
        assertThat(stored("testHistories", template)).isZero();
        delete("/api/v1/connections/" + connection).expect(204);
        delete("/api/v1/connectors/" + connector).expect(204);
        assertThat(stored("callPolicies", connector)).isZero();
        assertThat(stored("contractFindings", connector)).isZero();
        assertThat(stored("testCases", connector)).isZero();
    }

    private long stored(String collection, String id) {
        return database.getCollection(collection).countDocuments(Filters.eq("_id", id));
    }
}
