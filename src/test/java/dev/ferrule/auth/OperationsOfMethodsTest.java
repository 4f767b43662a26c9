package dev.ferrule.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.ApiDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsOfMethodsTest {

    private static final String SCHEMES = "'security':[{'key':[]}],'components':{'securitySchemes':{"
            + "'key':{'type':'apiKey','in':'header','name':'X-Key'},'user':{'type':'http','scheme':'bearer'}}}";

    @Test
    void aMethodNamesItsOperationsWhereOthersWantSomethingElse() {
        ApiDescription api = AuthDetectorTest.api(
                SCHEMES,
                "A shop.",
                "'/things':{'get':{'responses':{}}},'/me':{'get':{'security':[{'user':[]}],'responses':{}}},"
                        + "'/open':{'get':{'security':[],'responses':{}}}");
        List<AuthMethod> methods = AuthDetector.rank(AuthDetector.collect(api), api.operations());
        assertThat(methods)
                .filteredOn(method -> method.type().equals("api_key"))
                .extracting(AuthMethod::operations)
                .containsExactly(List.of("GET /things"));
        assertThat(methods)
                .filteredOn(method -> method.type().equals("bearer"))
                .extracting(AuthMethod::operations)
                .containsExactly(List.of("GET /me"));
    }

    @Test
    void aMethodForAllNamesNone() {
        ApiDescription api = AuthDetectorTest.api(
                SCHEMES, "A shop.", "'/a':{'get':{'responses':{}}},'/b':{'get':{'security':[],'responses':{}}}");
        assertThat(AuthDetector.rank(AuthDetector.collect(api), api.operations())
                        .get(0)
                        .operations())
                .isNull();
    }
}
