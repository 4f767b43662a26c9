package dev.ferrule.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ferrule.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections, recordings and Discovery documents become operations; what they know of secrets stays behind. */
class DerivedFormatsTest {

    private static final String POSTMAN = """
            {'info': {'name': 'Parcel Desk', 'schema': 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
               'description': 'Send parcels. Test with curl -H "Authorization: Bearer canary-bearer-1234".'},
             'auth': {'type': 'bearer', 'bearer': [{'key': 'token', 'value': 'canary-collection-77', 'type': 'string'}]},
             'variable': [{'key': 'baseUrl', 'value': 'https://ann:canary-user-1@api.parcels.test/v2?key=canary-query-0'},
                          {'key': 'apiSecret', 'value': 'canary-variable-5'}],
             'item': [
               {'name': 'Parcels', 'item': [
                 {'name': 'Get a parcel', 'request': {'method': 'GET', 'description': 'One parcel. Ask canary-variable-5.',
                   'header': [{'key': 'X-Trace', 'value': '5'}, {'key': 'X-Api-Key', 'value': 'canary-header-1'}],
                   'url': {'raw': '{{baseUrl}}/parcels/:parcelId?expand=events&access_token=canary-query-9',
                     'variable': [{'key': 'parcelId', 'description': 'Which one'}]}},
                  'response': [{'code': 200, 'body': '{"id": "canary-body-1", "weight": 2.5, "events": [{"at": "canary-body-2"}]}'}]},
                 {'name': 'https://x.test/?token=canary-name-22', 'request': {'method': 'POST', 'auth': {'type': 'noauth'},
                   'url': '{{baseUrl}}/parcels',
                   'body': {'mode': 'raw', 'raw': '{"to": {{address}}, "password": "canary-body-3", "count": 2 /* few */}'}}}]},
               {'name': 'Track', 'request': {'method': 'GET', 'url': 'https://track.parcels.test/t/6f1c2d3e-0000-4000-8000-1234567890ab'}},
               {'name': 'Lock', 'request': {'method': 'LOCK', 'url': '{{baseUrl}}/parcels/12'}}]}
            """;

    private static final String HAR = """
            {'log': {'version': '1.2', 'entries': [
              {'request': {'method': 'GET', 'url': 'https://app.desk.test/api/orders/1841?page=2&sig=canary-signature-1',
                 'headers': [{'name': 'Authorization', 'value': 'Bearer canary-token-42'}, {'name': 'Cookie', 'value': 'sid=canary-cookie-1'},
                             {'name': 'X-Tenant', 'value': 'canary-tenant-1'}, {'name': 'User-Agent', 'value': 'x'}],
                 'cookies': [{'name': 'sid', 'value': 'canary-cookie-1'}]},
               'response': {'status': 200, 'content': {'mimeType': 'application/json',
                 'text': '{"id": 1841, "mail": "canary@mail.test", "byDay": {"2024-01-01": 1, "c2b7e1d0-aaaa-4bbb-8ccc-1234567890ab": 2}}'}}},
              {'request': {'method': 'GET', 'url': 'https://app.desk.test/api/orders/1842'},
               'response': {'status': 404, 'content': {'mimeType': 'application/json', 'text': '{"error": "none"}'}}},
              {'request': {'method': 'POST', 'url': 'https://app.desk.test/api/login', 'postData':
                 {'mimeType': 'application/x-www-form-urlencoded', 'text': 'user=ann&pass=canary-form-1',
                  'params': [{'name': 'user', 'value': 'ann'}, {'name': 'pass', 'value': 'canary-form-1'}]}},
               'response': {'status': 204, 'content': {'mimeType': ''}}},
              {'request': {'method': 'GET', 'url': 'https://app.desk.test/logo.png'},
               'response': {'status': 200, 'content': {'mimeType': 'image/png'}}}]}}
            """;

    private static final String DISCOVERY = """
            {'kind': 'discovery#restDescription', 'discoveryVersion': 'v1', 'name': 'shelves', 'version': 'v1', 'title': 'Shelves API',
             'rootUrl': 'https://shelves.googleapis.com/', 'servicePath': '',
             'parameters': {'key': {'type': 'string', 'location': 'query'}, 'fields': {'type': 'string', 'location': 'query'}},
             'auth': {'oauth2': {'scopes': {'https://www.googleapis.com/auth/shelves': {'description': 'Manage shelves'}}}},
             'schemas': {'Shelf': {'id': 'Shelf', 'type': 'object', 'properties': {'books': {'type': 'array', 'items': {'$ref': 'Book'}}}},
                         'Book': {'id': 'Book', 'type': 'object', 'properties': {'title': {'type': 'string'}, 'shelf': {'$ref': 'Shelf'}}}},
             'resources': {'rooms': {'resources': {'shelves': {'methods': {
               'get': {'id': 'shelves.rooms.shelves.get', 'path': 'v1/{+name}', 'flatPath': 'v1/rooms/{roomsId}/shelves/{shelvesId}',
                 'httpMethod': 'GET', 'description': 'Gets a shelf.', 'response': {'$ref': 'Shelf'},
                 'parameters': {'name': {'type': 'string', 'location': 'path', 'required': true, 'pattern': '^rooms/[^/]+/shelves/[^/]+$'},
                                'depth': {'type': 'integer', 'format': 'int32', 'location': 'query', 'default': '3', 'maximum': '9'}},
                 'scopes': ['https://www.googleapis.com/auth/shelves']},
               'patch': {'id': 'shelves.rooms.shelves.patch', 'path': 'v1/{+name}', 'httpMethod': 'PATCH', 'request': {'$ref': 'Shelf'},
                 'parameters': {'name': {'type': 'string', 'location': 'path', 'pattern': '^rooms/[^/]+/shelves/[^/]+$'}}}}}}}}}
            """;

    private final SpecReader reader = new SpecReader();
    private final List<Operation> operations = new ArrayList<>();

    @Test
    void aPostmanCollectionBecomesOperations() {
        ApiDescription api = read(POSTMAN).api();

        assertThat(api.format()).isEqualTo("postman");
        assertThat(api.title()).isEqualTo("Parcel Desk");
        assertThat(api.host()).isEqualTo("api.parcels.test");
        assertThat(api.warnings()).extracting(Warning::code).contains("derived");
        assertThat(operations)
                .extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrder(
                        "GET /v2/parcels/{parcelId}", "POST /v2/parcels", "LOCK /v2/parcels/{parcelId}", "GET /t/{id}");
        Operation get = operation("GET", "/v2/parcels/{parcelId}");
        assertThat(get.summary()).isEqualTo("Get a parcel");
        assertThat(get.tags()).containsExactly("Parcels");
        assertThat(get.parameters())
                .extracting(Operation.Parameter::name)
                .containsExactly("parcelId", "expand", "X-Trace");
        assertThat(get.security().get(0).schemes().keySet())
                .containsExactly("bearer", "query_access_token", "header_X-Api-Key");
        assertThat(get.responses().get(0).contents().get(0).schema().toString())
                .contains("weight={type=number}", "events");
        assertThat(operation("POST", "/v2/parcels").security().get(0).schemes()).isEmpty();
        assertThat(operation("GET", "/t/{id}").servers().get(0).url()).isEqualTo("https://track.parcels.test");
    }

    @Test
    void aRecordingBecomesOperations() {
        ApiDescription api = read(HAR).api();

        assertThat(api.format()).isEqualTo("har");
        assertThat(api.host()).isEqualTo("app.desk.test");
        assertThat(operations)
                .extracting(operation -> operation.method() + " " + operation.path())
                .containsExactly("GET /api/orders/{orderId}", "POST /api/login");
        assertThat(operations.get(0).responses())
                .extracting(Operation.Response::status)
                .containsExactly("200", "404");
        assertThat(operations.get(1).requestBody().contents().get(0).schema().toString())
                .contains("user", "pass");
    }

    @Test
    void aDiscoveryDocumentBecomesOperations() {
        ApiDescription api = read(DISCOVERY).api();

        assertThat(api.format()).isEqualTo("discovery");
        assertThat(api.host()).isEqualTo("shelves.googleapis.com");
        Operation get = operation("GET", "/v1/rooms/{roomsId}/shelves/{shelvesId}");
        assertThat(get.operationId()).isEqualTo("shelves.rooms.shelves.get");
        assertThat(get.parameters())
                .extracting(Operation.Parameter::name)
                .containsExactlyInAnyOrder("fields", "depth", "roomsId", "shelvesId");
        assertThat(get.security().get(0).schemes())
                .containsEntry("oauth2", List.of("https://www.googleapis.com/auth/shelves"));
        assertThat(get.responses().get(0).contents().get(0).schema().toString()).contains("title={type=string}");
        assertThat(operation("PATCH", "/v1/rooms/{roomsId}/shelves/{shelvesId}").requestBody())
                .isNotNull();
        assertThat(api.securitySchemes()).extracting(SecurityScheme::name).containsExactlyInAnyOrder("oauth2", "key");
    }

    @Test
    void noValueThatWasSentOrReceivedIsKept() {
        for (String document : List.of(POSTMAN, HAR)) {
            Reading reading = read(document);
            String kept = new String(reading.document(), StandardCharsets.UTF_8) + operations + reading.api();

            assertThat(kept).doesNotContain("canary").doesNotContain("1841").doesNotContain("c2b7e1d0");
        }
    }

    @Test
    void whatIsKeptIsTheDocumentThatEvidencePointsInto() {
        for (String document : List.of(POSTMAN, HAR, DISCOVERY)) {
            operations.clear();
            Reading reading = read(document);
            OpenDocument kept = new ContractReader(reader).open(reading.document());

            for (Operation operation : operations) {
                assertThat(kept.contract(operation.pointer()))
                        .returns(operation.path(), Contract::path)
                        .returns(operation.method(), Contract::method);
            }
            assertThat(reader.read(reading.document()).operations()).hasSameSizeAs(operations);
            assertThat(reading.api().contentHash()).isEqualTo(OperationIds.sha256(bytes(document)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'info': {'name': 1}, 'item': [7, null, [], {'request': 5}, {'request': {'url': {'raw': []}}}]}",
                "{'info': {}, 'item': [{'item': [{'item': [{'request': {'url': 'ftp://x.test/a', 'method': {}}}]}]}], 'auth': 3}",
                "{'info': {}, 'item': [{'request': {'url': 'javascript:alert(1)', 'method': 'GET\\r\\nX: y'}}], 'variable': {}}",
                "{'info': {}, 'item': [{'request': {'url': 'https://x.test/a', 'method': 'GET\\r\\nX: y', 'header': 'a'}}]}",
                "{'info': {}, 'item': [{'request': {'url': 'https://x.test/a', 'header': [{'key': 'A\\r\\nB'}], 'body': []}}]}",
                "{'log': {'entries': [1, {}, {'request': {'url': 9}}, {'request': {'url': 'https://x.test/', 'headers': {}}}]}}",
                "{'kind': 'discovery#restDescription', 'resources': [], 'methods': {'a': 1}, 'schemas': {'A': {'$ref': 'A'}}}",
                "{'kind': 'discovery#restDescription', 'methods': {'a': {'path': '{+x}', 'httpMethod': 'GET',"
                        + " 'parameters': {'x': {'pattern': '^(a+)+$', 'location': 'path'}}}}}",
            })
    void wrongTypesAndOddNamesDoNoHarm(String document) {
        assertThatCode(() -> read(document)).doesNotThrowAnyException();
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.method()).matches("[A-Z]+"));
    }

    @Test
    void bodiesOfAnyDepthAndSizeStayBounded() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        String wide = "{" + "\"k%d\":1,".repeat(3_000).formatted((Object[]) numbers(3_000)) + "\"z\":1}";
        String document = "{'info': {'name': 'n'}, 'item': ["
                + "{'request': {'method': 'POST', 'url': 'https://x.test/a', 'body': {'mode': 'raw', 'raw': '" + deep
                + "'}}}, {'request': {'method': 'POST', 'url': 'https://x.test/b', 'body': {'mode': 'raw', 'raw': '"
                + wide
                + "'}}}]}";

        read(document);

        assertThat(operation("POST", "/b")
                        .requestBody()
                        .contents()
                        .get(0)
                        .schema()
                        .toString())
                .contains("additionalProperties")
                .hasSizeLessThan(20_000);
    }

    @Test
    void foldersWithoutEndAreRefused() {
        String document = "{'info': {'name': 'n'}, 'item': [" + "{'item': [".repeat(300) + "]}".repeat(300) + "]}";

        assertThatCode(() -> read(document))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("spec-too-deep"));
    }

    private static Integer[] numbers(int count) {
        Integer[] numbers = new Integer[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private Reading read(String document) {
        return reader.readToKeep(bytes(document), SpecReader.hash(bytes(document)), operations::add);
    }

    /** Quotes inside of texts are escaped, so that fixtures stay readable. */
    private static byte[] bytes(String document) {
        return Quotes.json(document).getBytes(StandardCharsets.UTF_8);
    }

    private Operation operation(String method, String path) {
        return operations.stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
