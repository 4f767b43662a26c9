package dev.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Ferrule;
import dev.ferrule.Reply;
import dev.ferrule.connection.ConnectingFerrule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The way from a changed spec to the upgrade and back, on a terminal. */
class DriftCommandTest extends ConnectingFerrule {

    @Autowired
    private ApplicationContext context;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The application that is there, rather than one for each command. */
    private final class Here extends Launcher {

        Here() {
            super(Ferrule.class);
        }

        @Override
        int use(Map<String, String> settings, Work work) throws Exception {
            return work.with(context);
        }
    }

    @Test
    void aConnectorIsListedShownUpgradedAndTakenBack() {
        String first = spec("1", "/stones/{id}", "One stone");
        Reply plan = post(
                        "/api/v1/plans",
                        "{\"requirement\":\"get one stone in Gravelpit\",\"specIds\":[\"%s\"]}".formatted(first))
                .expect(201);
        Reply built = post("/api/v1/plans/" + plan.at("/id") + "/build", "").expect(200);
        String connector = built.at("/connectors/0/connectorId");
        String template = built.at("/connectors/0/templateId");
        assertThat(run("drift", "list")).isZero();
        assertThat(out.toString()).doesNotContain(connector);
        assertThat(run("drift", "list", "--all")).isZero();
        assertThat(out.toString()).contains(connector + "  none");
        spec("2", "/rocks/{stoneId}", "One\u001b[31m rock");

        assertThat(run("drift", "list")).isZero();
        assertThat(out.toString()).contains(connector + "  breaking", "1 template  ", "Gravelpit 2");
        assertThat(run("drift", "show", "Gravelpit")).isZero();
        assertThat(out.toString())
                .contains("GET /stones/{id}  moved", "operation-moved", "-> Upgrade", template, "revision 1")
                .doesNotContain("\u001b");
        assertThat(run("drift", "preview", connector, "--template", template, "--follow-moves"))
                .isZero();
        assertThat(out.toString()).contains("Would be done:", "would go along", "removed", "Nothing was changed.");
        assertThat(get("/api/v1/connectors/" + connector + "/drift").at("/severity"))
                .isEqualTo("breaking");
        assertThat(run("drift", "upgrade", "Gravelpit", "--all-templates", "--follow-moves", "--json"))
                .isZero();
        assertThat(new JsonMapper().readTree(out.toString()).at("/toRevision").asInt())
                .isEqualTo(2);
        assertThat(run("drift", "upgrade", connector)).isZero();
        assertThat(out.toString()).contains("Nothing to do.");
        assertThat(run("drift", "upgrade", connector, "--all-templates", "--follow-moves"))
                .isZero();
        assertThat(out.toString()).contains("Nothing to do.").doesNotContain("Would");
        assertThat(run("drift", "undo", connector)).isZero();
        assertThat(out.toString())
                .contains("Done: revision 3", "at revision 1", "Revision 3 has again what revision 1 had.");

        assertThat(run("drift", "undo", connector)).isEqualTo(1);
        assertThat(err.toString()).contains("not upgraded").hasLineCount(1);
        assertThat(run("drift", "show", "nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("drift list --all");
        assertThat(run("drift", "upgrade", "gravel")).isEqualTo(1);
        assertThat(err.toString()).contains("'Gravelpit' (" + connector + ")").hasLineCount(1);
        assertThat(run("drift", "preview", connector, "--template", "nope")).isEqualTo(1);
        assertThat(run("drift", "show")).isEqualTo(2);
        assertThat(run("drift", "upgrade", connector, "--nonsense")).isEqualTo(2);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.run(new Here(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String spec(String version, String path, String summary) {
        String document = """
                openapi: 3.1.0
                info: {title: Gravelpit, version: '%s'}
                servers: [{url: 'https://api.gravelpit.dev/v1'}]
                paths:
                  %s: {get: {operationId: getStone, summary: "%s", responses: {'200': {description: ok}}}}
                  /pits/a: {get: {responses: {'200': {description: ok}}}}
                  /pits/b: {get: {responses: {'200': {description: ok}}}}
                  /pits/c: {get: {responses: {'200': {description: ok}}}}
                  /pits/d: {get: {responses: {'200': {description: ok}}}}
                """.formatted(version, path, summary.replace("\u001b", "\\e"));
        return postBytes("/api/v1/specs", document.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id");
    }
}
