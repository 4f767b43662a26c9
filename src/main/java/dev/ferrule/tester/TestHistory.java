package dev.ferrule.tester;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.connector.IntegrationPart;
import dev.ferrule.connector.TemplatePart;
import dev.ferrule.problem.Problem;
import java.util.List;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The last tests of every template, in one document for each, which is read by its id. */
@Component
class TestHistory implements IntegrationPart, TemplatePart {

    /** Tests of one template that are kept. */
    static final int MOST = 50;

    private static final int BODY = 16_000;

    private final MongoTemplate mongo;

    TestHistory(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param runs oldest first */
    @Document("testHistories")
    record OfTemplate(@MongoId String id, String org, String integrationId, List<TestReport> runs) {}

    void add(String org, String integrationId, String templateId, TestReport report) {
        Update update = new Update()
                .setOnInsert("org", org)
                .setOnInsert("integrationId", integrationId)
                .push("runs")
                .slice(-MOST)
                .each(report.kept(BODY));
        mongo.upsert(Query.query(where("_id").is(templateId)), update, OfTemplate.class);
    }

    /** Oldest first. */
    List<TestReport> of(String org, String templateId) {
        OfTemplate found = mongo.findById(templateId, OfTemplate.class);
        return found == null || !found.org().equals(org) ? List.of() : found.runs();
    }

    TestReport get(String org, String templateId, String id) {
        return of(org, templateId).stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("test", id));
    }

    @Override
    public void removeWith(String org, String integrationId) {
        mongo.remove(Query.query(where("org").is(org).and("integrationId").is(integrationId)), OfTemplate.class);
    }

    @Override
    public void forgetTemplate(String org, String templateId) {
        mongo.remove(Query.query(where("_id").is(templateId).and("org").is(org)), OfTemplate.class);
    }
}
