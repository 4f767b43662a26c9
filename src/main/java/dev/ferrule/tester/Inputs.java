package dev.ferrule.tester;

import dev.ferrule.connection.Redaction;
import dev.ferrule.contract.SampleRequest;
import dev.ferrule.contract.Samples;
import dev.ferrule.spec.Contract;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests are asked to do: prefilled before them, and kept after them to do them again. */
@Component
class Inputs {

    private static final long SEED = 1;
    private static final int LONGEST = 64_000;

    private final JsonMapper json;

    Inputs(JsonMapper json) {
        this.json = json;
    }

    SampleRequest sample(Contract contract) {
        return Samples.request(contract, SEED);
    }

    @Nullable
    Object sample(Contract.Content body, Contract contract) {
        return Samples.body(body, contract.defs(), SEED);
    }

    /** What the form begins with, under what was given. */
    TestForm filled(Subject subject, TestForm form) {
        SampleRequest sample = sample(subject.contract());
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(sample.parameters());
        parameters.putAll(form.given());
        boolean own = form.body() != null;
        return form.with(parameters, own ? form.body() : sample.body(), own ? form.contentType() : sample.mediaType());
    }

    /** As text, to be done again; null when it holds a secret or is too long. */
    @Nullable
    String kept(TestForm form, Redaction secrets) {
        JsonNode tree = json.valueToTree(form.again(null, form.mockSession(), null));
        String text = tree.toString();
        boolean secret = !Masking.json(tree, secrets, true).equals(tree);
        return secret || text.length() > LONGEST ? null : text;
    }

    TestForm read(String kept) {
        return json.readValue(kept, TestForm.class);
    }
}
