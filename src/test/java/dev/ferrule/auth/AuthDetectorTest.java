package dev.ferrule.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.spec.ApiDescription;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthDetectorTest {

    private static final String CODE_FLOW =
            "'flows':{'authorizationCode':{'authorizationUrl':'https://login.example.com/a','tokenUrl':'https://login.example.com/t','scopes':{}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'apiKey','in':'header','name':'X-Key'} | api_key | header | X-Key",
                "{'type':'apiKey','in':'query','name':'api_key'} | api_key | query | api_key",
                "{'type':'apiKey','in':'cookie','name':'SESSIONID'} | session | cookie | SESSIONID",
                "{'type':'http','scheme':'basic'} | basic | |",
                "{'type':'http','scheme':'bearer'} | bearer | |",
                "{'type':'http','scheme':'digest'} | digest | |",
                "{'type':'mutualTLS'} | mutual_tls | |",
                "{'type':'openIdConnect','openIdConnectUrl':'https://api.example.com/.well-known/openid-configuration'} | openid_connect | |",
                "{'type':'apiKey','in':'header','name':'Authorization','description':'Send `Bearer <token>`'} | bearer | |",
                "{'type':'apiKey','in':'header','name':'Authorization','description':'HTTP Basic: base64 of user:password'} | basic | |",
                "{'type':'apiKey','in':'header','name':'Authorization','description':'Signature version 4'} | aws_sigv4 | |",
                "{'type':'apiKey','in':'header','name':'Authorization'} | api_key | header | Authorization",
                "{'type':'apiKey','in':'header','name':'X-Hmac-Signature'} | hmac | header | X-Hmac-Signature",
                "{'type':'apiKey','in':'header','name':'X-Amz-Date'} | aws_sigv4 | |"
            })
    void aDeclarationIsReadForWhatItMeans(String scheme, String type, String in, String name) {
        AuthMethod top =
                top(api("'security':[{'s':[]}],'components':{'securitySchemes':{'s':" + scheme + "}}", get("")));

        assertThat(top.type()).isEqualTo(type);
        assertThat(top.in()).isEqualTo(in);
        assertThat(top.name()).isEqualTo(name);
        assertThat(top.recommended()).isTrue();
        assertThat(top.confidence()).isGreaterThan(0.8);
        assertThat(top.evidence().get(0).pointer()).isEqualTo("#/components/securitySchemes/s");
    }

    @Test
    void aKeyBehindAWordOfItsOwnKeepsThatWordAsPrefix() {
        AuthMethod top = top(api(
                "'security':[{'s':[]}],'components':{'securitySchemes':{'s':{'type':'apiKey','in':'header','name':'Authorization',"
                        + "'description':'Must be prepended with `token` and a space.'}}}",
                get("")));

        assertThat(top.type()).isEqualTo("api_key");
        assertThat(top.prefix()).isEqualTo("token");
    }

    @Test
    void theProseOfTheDocumentTellsWhatABareAuthorizationHeaderHolds() {
        AuthMethod top = top(api(
                "'security':[{'s':[]}],'components':{'securitySchemes':{'s':{'type':'apiKey','in':'header','name':'Authorization'}}}",
                "Call with `Authorization: Bearer abc`.",
                get("")));

        assertThat(top.type()).isEqualTo("bearer");
        assertThat(top.evidence()).anyMatch(one -> one.pointer().equals("#/info/description"));
    }

    @Test
    void codeFlowComesBeforeOthersAndImplicitIsNotOfferedBesideIt() {
        List<AuthMethod> methods = rank(api(
                "'security':[{'o':['read']}],'components':{'securitySchemes':{'o':{'type':'oauth2','flows':{"
                        + "'implicit':{'authorizationUrl':'https://api.example.com/a','scopes':{}},"
                        + "'password':{'tokenUrl':'https://api.example.com/t','scopes':{}},"
                        + "'authorizationCode':{'authorizationUrl':'https://api.example.com/a','tokenUrl':'https://api.example.com/t','scopes':{}}}}}}",
                get("")));

        assertThat(methods).extracting(AuthMethod::flow).startsWith("authorization_code", "password");
        assertThat(methods.stream().filter(one -> "oauth2".equals(one.type()))).hasSize(2);
    }

    @Test
    void implicitAloneBecomesTheCodeFlowWithLessConfidenceAndANote() {
        AuthMethod top = top(api(
                "'security':[{'o':[]}],'components':{'securitySchemes':{'o':{'type':'oauth2','flows':{"
                        + "'implicit':{'authorizationUrl':'https://api.example.com/a','scopes':{}}}}}}",
                get("")));

        assertThat(top.flow()).isEqualTo("authorization_code");
        assertThat(top.confidence()).isLessThan(0.9);
        assertThat(top.notes()).anyMatch(note -> note.contains("implicit"));
    }

    @Test
    void wordsAboutMachinesPreferClientCredentials() {
        AuthMethod top = top(api(
                "'security':[{'o':[]}],'components':{'securitySchemes':{'o':{'type':'oauth2','description':'For machine-to-machine calls.','flows':{"
                        + "'authorizationCode':{'authorizationUrl':'https://api.example.com/a','tokenUrl':'https://api.example.com/t','scopes':{}},"
                        + "'clientCredentials':{'tokenUrl':'https://api.example.com/t','scopes':{}}}}}}",
                get("")));

        assertThat(top.flow()).isEqualTo("client_credentials");
    }

    @Test
    void aTokenUrlOnAForeignHostIsKeptButFlagged() {
        AuthMethod top = top(api(
                "'servers':[{'url':'https://api.shop.test'}],'security':[{'o':[]}],'components':{'securitySchemes':{'o':{'type':'oauth2',"
                        + CODE_FLOW + "}}}",
                get("")));

        assertThat(top.tokenUrl()).isEqualTo("https://login.example.com/t");
        assertThat(top.notes()).anyMatch(note -> note.contains("login.example.com"));
        assertThat(top.confidence()).isLessThan(0.95);
    }

    @Test
    void aTokenUrlThatIsNoWebAddressIsLeftOut() {
        AuthMethod top = top(api(
                "'security':[{'o':[]}],'components':{'securitySchemes':{'o':{'type':'oauth2','flows':{'clientCredentials':"
                        + "{'tokenUrl':'javascript:alert(1)','scopes':{}}}}}}",
                get("")));

        assertThat(top.tokenUrl()).isNull();
        assertThat(top.notes()).isNotEmpty();
    }

    @Test
    void twoKeysThatAreNeededAtOncePointAtEachOther() {
        List<AuthMethod> methods = rank(api(
                "'security':[{'a':[],'b':[]}],'components':{'securitySchemes':{'a':{'type':'apiKey','in':'header','name':'X-App'},"
                        + "'b':{'type':'apiKey','in':'header','name':'X-Secret'}}}",
                get("")));

        assertThat(methods.get(0).together()).containsExactly(methods.get(1).id());
        assertThat(methods.get(1).together()).containsExactly(methods.get(0).id());
    }

    @Test
    void whatAllChosenOperationsAcceptBeatsWhatSomeDo() {
        ApiDescription api = api(
                "'components':{'securitySchemes':{'basic':{'type':'http','scheme':'basic'},'o':{'type':'oauth2',"
                        + CODE_FLOW + "}}}",
                "'/a':{'get':{'security':[{'basic':[]},{'o':['a.read']}],'responses':{}}},"
                        + "'/b':{'get':{'security':[{'o':['b.read']}],'responses':{}}}");

        AuthMethod both =
                AuthDetector.rank(AuthDetector.collect(api), api.operations()).get(0);
        assertThat(both.type()).isEqualTo("oauth2");
        assertThat(both.scopes()).containsExactly("a.read", "b.read");
    }

    @Test
    void scopesAreThoseOfTheChosenOperationsOnly() {
        ApiDescription api = api(
                "'components':{'securitySchemes':{'o':{'type':'oauth2'," + CODE_FLOW + "}}}",
                "'/a':{'get':{'security':[{'o':['a.read profile']}],'responses':{}}},'/b':{'delete':{'security':[{'o':['b.admin']}],'responses':{}}}");
        AuthFacts facts = AuthDetector.collect(api);

        assertThat(AuthDetector.rank(facts, api.operations().subList(0, 1))
                        .get(0)
                        .scopes())
                .containsExactly("a.read", "profile");
        assertThat(AuthDetector.rank(facts, List.of()).get(0).scopes()).isEmpty();
    }

    @Test
    void ofAlternativeScopesTheFewestThatServeAllAreTakenAndItIsSaid() {
        ApiDescription api = api(
                "'components':{'securitySchemes':{'o':{'type':'oauth2'," + CODE_FLOW + "}}}",
                "'/a':{'get':{'security':[{'o':['all']},{'o':['files']},{'o':['files.readonly']}],'responses':{}}},"
                        + "'/b':{'get':{'security':[{'o':['files.readonly']},{'o':['files']}],'responses':{}}}");

        AuthMethod top =
                AuthDetector.rank(AuthDetector.collect(api), api.operations()).get(0);
        assertThat(top.scopes()).containsExactly("files.readonly");
        assertThat(top.notes()).anyMatch(note -> note.contains("any one of several scopes"));
    }

    @Test
    void aKeyThatEveryOperationTakesIsNeededBesideTheLogin() {
        List<AuthMethod> methods = rank(
                api(
                        "'security':[{'o':[]}],'components':{'securitySchemes':{'o':{'type':'oauth2'," + CODE_FLOW
                                + "}}}",
                        get(
                                "'parameters':[{'in':'header','name':'X-Subscription-Key','required':true,'schema':{'type':'string'}}]")));

        assertThat(methods.get(0).type()).isEqualTo("oauth2");
        assertThat(methods.get(0).together()).containsExactly("api_key-header-x_subscription_key");
    }

    @Test
    void aSchemeThatIsNeverRequiredIsStillTheBestEvidence() {
        AuthMethod top = top(
                api("'security':[],'components':{'securitySchemes':{'s':{'type':'http','scheme':'basic'}}}", get("")));

        assertThat(top.type()).isEqualTo("basic");
        assertThat(top.notes()).anyMatch(note -> note.contains("none of these operations require it"));
    }

    @Test
    void operationsThatAreDeclaredOpenNeedNothing() {
        ApiDescription api = api(
                "'security':[{'s':[]}],'components':{'securitySchemes':{'s':{'type':'http','scheme':'basic'}}}",
                "'/ping':{'get':{'security':[],'responses':{}}},'/a':{'get':{'responses':{}}}");
        List<Operation> ping = api.operations().subList(0, 1);

        assertThat(AuthDetector.rank(AuthDetector.collect(api), ping).get(0).type())
                .isEqualTo("none");
        assertThat(AuthDetector.rank(AuthDetector.collect(api), api.operations())
                        .get(0)
                        .type())
                .isEqualTo("basic");
    }

    @Test
    void aRequirementWithoutDeclarationIsReadFromItsName() {
        AuthMethod top = top(api("'security':[{'OAuth2':[]}]", get("")));

        assertThat(top.type()).isEqualTo("oauth2");
        assertThat(top.confidence()).isLessThan(0.8);
    }

    static ApiDescription api(String fields, String paths) {
        return api(fields, "", paths);
    }

    static ApiDescription api(String fields, String description, String paths) {
        String json = "{'openapi':'3.0.3','info':{'title':'T','version':'1','description':'" + description + "'}"
                + (fields.isEmpty() ? "" : "," + fields) + ",'paths':{" + paths + "}}";
        return new SpecReader().read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** One operation to read, with more fields. */
    static String get(String fields) {
        return "'/things':{'get':{'summary':'List things'," + (fields.isEmpty() ? "" : fields + ",")
                + "'responses':{}}}";
    }

    static List<AuthMethod> rank(ApiDescription api) {
        return AuthDetector.rank(AuthDetector.collect(api), List.of());
    }

    static AuthMethod top(ApiDescription api) {
        return rank(api).get(0);
    }
}
