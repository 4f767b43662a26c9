package dev.ferrule.enduser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.enduser.ConnectLinks.Link;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConnectPageTest extends EmbeddingFerrule {

    @Autowired
    private ConnectLinks links;

    @Autowired
    private LinkKeys keys;

    private String ann;

    @BeforeEach
    void template() {
        embed();
        ann = active("Ann");
    }

    @Test
    void anEndUserConnectsByThePageAndDeactivationWipesIt(CapturedOutput output) {
        String page = link(ann, "{}");
        Reply overview = browse(page).expect(200);
        assertThat(overview.body()).contains("Ann", "Remote ", "Not connected").doesNotContain("<script");
        assertThat(overview.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(overview.header("Cache-Control")).hasValue("no-store");
        assertThat(overview.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(overview.header("Set-Cookie")).isEmpty();
        assertThat(overview.header("Content-Disposition")).hasValue("inline");
        assertThat(browse("/connect/style.css")
                        .expect(200)
                        .header("Content-Type")
                        .orElseThrow())
                .startsWith("text/css");

        Reply form = browse(page + "/" + templateId).expect(200);
        assertThat(form.body()).contains("name=\"c.apiKey\"", "type=\"password\"");
        assertThat(submit(page + "/" + templateId, "c.apiKey=").expect(400).body())
                .contains("missing");
        Reply refused = submit(page + "/" + templateId, "c.apiKey=CANARY-wrong").expect(422);
        assertThat(refused.body()).contains("refuses the credentials").doesNotContain("CANARY");
        assertThat(browse(page).body()).contains("Needs attention");

        Reply connected = submit(page + "/" + templateId, "c.apiKey=key-CANARY").expect(303);
        assertThat(connected.header("Location")).hasValue(page);
        assertThat(browse(page).body()).contains(">Connected<").doesNotContain("CANARY");
        assertThat(get(connection(ann)).at("/status")).isEqualTo("connected");
        assertThat(submit(page + "/" + templateId + "/disconnect", "")
                        .expect(303)
                        .body())
                .isEmpty();
        assertThat(stored(ann)).isZero();
        submit(page + "/" + templateId, "c.apiKey=key-CANARY").expect(303);

        delete(integration + "/end-users/" + ann + "/activations").expect(204);
        assertThat(stored(ann)).isZero();
        browse(page).expect(410);
        activate(ann).expect(201);
        assertThat(browse(page).expect(410).body())
                .as("switched on again is another activation")
                .contains("used already");
        submit(page + "/" + templateId, "c.apiKey=key-ann").expect(410);
        assertThat(stored(ann)).isZero();
        assertThat(output.getAll()).doesNotContain("CANARY").doesNotContain(page.substring("/connect/".length()));
    }

    @Test
    void aLinkEndsWhenItIsUsedUpWithdrawnOrExpired() {
        post(integration + "/end-users/" + ann + "/connect-link", "{\"minutes\":0}")
                .expectProblem(400, "invalid-request");
        post(integration + "/end-users/" + ann + "/connect-link", "{\"returnTo\":\"https://app.example/done\"}")
                .expectProblem(400, "invalid-request");
        put(integration + "/embedding", "{\"returnOrigins\":[\"https://app.example/path\"]}")
                .expectProblem(400, "invalid-request");
        put(integration + "/embedding", "{\"returnOrigins\":[\"https://App.example:443\"]}")
                .expect(200);
        for (String bad : new String[] {
            "https://app.example.evil.example/",
            "https://user@app.example/",
            "http://app.example/",
            "//app.example",
            "https://app.example:8443/",
            "javascript:alert(1)",
            "https://app.example\\\\@evil.example/"
        }) {
            post(integration + "/end-users/" + ann + "/connect-link", "{\"returnTo\":\"" + bad + "\"}")
                    .expectProblem(400, "invalid-request");
        }
        String page = link(ann, "{\"returnTo\":\"https://app.example/done?a=1&b=2\"}");
        Reply done = submit(page + "/done", "").expect(200);
        assertThat(done.header("Refresh")).hasValue("0;url=https://app.example/done?a=1&b=2");
        assertThat(done.body()).contains("https://app.example/done?a=1&amp;b=2");
        browse(page).expect(410);
        submit(page + "/" + templateId, "c.apiKey=key-ann").expect(410);

        String second = link(ann, "{}");
        browse(second).expect(200);
        delete(integration + "/end-users/" + ann + "/connect-link").expect(204);
        browse(second).expect(410);

        Link real = links.open(link(ann, "{}").substring("/connect/".length())).link();
        assertThat(browse("/connect/" + signed(real, Instant.now().getEpochSecond()))
                        .expect(410)
                        .body())
                .contains("expired");
        assertThat(stored(ann)).isZero();
    }

    private String signed(Link link, long expires) {
        return links.token(
                new Link(
                        link.org(),
                        link.integrationId(),
                        link.activationId(),
                        link.endUserId(),
                        link.serial(),
                        link.templateId(),
                        link.returnTo(),
                        expires),
                keys.get("default"));
    }

    @Test
    void aForgedOrForeignLinkOpensNothing() {
        String page = link(ann, "{}");
        String token = page.substring("/connect/".length());
        String said = token.substring(0, token.indexOf('.'));
        String bob = endUser("Bob");
        String changed = new String(Base64.getUrlDecoder().decode(said)).replace(ann, bob);
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes());
        for (String bad : new String[] {
            said,
            said + ".",
            "." + token.substring(token.indexOf('.') + 1),
            forged + token.substring(token.indexOf('.')),
            token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA"),
            links.token(links.open(token).link(), new byte[32]),
            "x.y",
            "e30.e30"
        }) {
            assertThat(browse("/connect/" + bad).expect(404).body()).contains("does not work");
            submit("/connect/" + bad + "/" + templateId, "c.apiKey=key-bob").expect(404);
        }
        // A template that is not what the link is for, though there is one of this id.
        String own = page;
        String ofOwn = templateId;
        embed(template(connector));
        browse(own + "/" + templateId).expect(404);
        submit(own + "/" + templateId, "c.apiKey=key-ann").expect(404);
        browse(own + "/" + ofOwn).expect(200);
        assertThat(mongo.getDatabase("ferrule").getCollection("connectLinkKeys").countDocuments())
                .as("no key for an organisation that only a link names")
                .isEqualTo(1);
        // Nor does it open anything but the page.
        get("/api/v1/end-users", "Authorization", "Bearer " + token).expectProblem(401, "wrong-token");
    }

    @Test
    void severalMethodsMayBeChosenFrom() {
        String basic = method(connector, "{\"type\":\"basic\"}");
        String page = link(ann, "{\"templateId\":\"%s\"}".formatted(templateId));
        assertThat(browse(page + "/" + templateId + "?method=" + basic).body()).doesNotContain("c.password");
        put(integration + "/embedding", """
                {"templates":[{"templateId":"%s","authMethodIds":["%s","nothing"]}]}""".formatted(templateId, basic)).expectProblem(400, "invalid-request");
        put(integration + "/embedding", """
                {"templates":[{"templateId":"%s","authMethodIds":["%s"]}]}""".formatted(templateId, basic)).expect(200);
        assertThat(browse(page + "/" + templateId).body()).contains("c.apiKey", "User name and password");
        assertThat(browse(page + "/" + templateId + "?method=" + basic).body())
                .contains("c.username", "c.password")
                .doesNotContain("c.apiKey");
        remote.at("/me", 200, "{}");
        submit(page + "/" + templateId, "method=" + basic + "&c.username=a&c.password=b")
                .expect(303);
        assertThat(get(connection(ann)).at("/authMethodId")).isEqualTo(basic);
        submit(page + "/" + templateId, "method=" + method + "&c.apiKey=key-ann")
                .expect(303);
        Reply now = get(connection(ann));
        assertThat(now.at("/authMethodId")).isEqualTo(method);
        assertThat(now.json().at("/credentials").toString()).isEqualTo("[\"apiKey\"]");
    }

    @Test
    void hostileNamesAreShownAsText() {
        String attack = "<script>alert(1)</script>\\\"><img src=x onerror=alert(2)>{{7*7}}";
        patch(connector, "{\"name\":\"%s %s\"}".formatted(attack, templateId)).expect(200);
        patch(integration, "{\"name\":\"%s\"}".formatted(attack)).expect(200);
        String eve = active(attack);
        String page = link(eve, "{}");
        for (Reply reply : new Reply[] {
            browse(page),
            browse(page + "/" + templateId),
            browse(page + "?error=" + "%3Cscript%3E"),
            submit(page + "/" + templateId, "c.%3Cscript%3E=x&v.%3Cimg=y&method=%3Cscript%3E")
        }) {
            assertThat(reply.body())
                    .contains("<h1>")
                    .doesNotContain("<script", "<img", "alert(2)>")
                    .contains("&lt;script&gt;");
        }
    }
}
