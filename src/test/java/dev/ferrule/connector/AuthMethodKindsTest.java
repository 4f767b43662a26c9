package dev.ferrule.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferrule.Reply;
import dev.ferrule.RunningFerrule;
import dev.ferrule.auth.AuthType;
import dev.ferrule.connector.AuthMethodKind.Setting;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said of the kinds of auth methods is what the service takes. */
class AuthMethodKindsTest extends RunningFerrule {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<AuthMethodKind> kinds() {
        return AuthMethodKinds.ALL.stream();
    }

    @Test
    void everyTypeAndEverythingThatCanBeWrittenIsDescribed() {
        Reply kinds = get("/api/v1/auth-method-kinds").expect(200);
        assertThat(kinds.json().at("/items").size()).isEqualTo(AuthMethodKinds.ALL.size());
        assertThat(kinds().map(AuthMethodKind::type).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(AuthType.WORDS);

        Set<String> described = kinds().flatMap(kind -> kind.settings().stream())
                .map(Setting::pointer)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = new TreeSet<>(pointers("", AuthMethodForm.class));
        written.removeAll(Set.of("/type", "/flow"));
        assertThat(described).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMethodMadeFromTheExamplesIsTakenAndOneWithoutWhatIsNeededIsNot(AuthMethodKind kind) {
        String methods = connector() + "/auth-methods";
        ObjectNode whole = JSON.createObjectNode().put("type", kind.type());
        if (kind.flow() != null) {
            whole.put("flow", kind.flow());
        }
        kind.settings().forEach(setting -> put(whole, setting));
        for (Setting setting : kind.settings()) {
            if (setting.required()) {
                ObjectNode without = whole.deepCopy();
                ObjectNode parent = (ObjectNode) without.at(setting.pointer().replaceFirst("/[^/]*$", ""));
                parent.remove(setting.pointer().replaceFirst(".*/", ""));
                Reply refused = post(methods, without.toString()).expectProblem(400, "invalid-request");
                assertThat(refused.body()).contains("\"" + setting.pointer() + "\"");
            }
        }
        Reply made = post(methods, whole.toString()).expect(201);
        ObjectNode read = (ObjectNode) get(methods + "/" + made.at("/id")).json();
        read.remove(List.of("id", "confidence", "evidence"));
        Reply again = put(methods + "/" + made.at("/id"), read.toString()).expect(200);
        assertThat(again.json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyOptionIsTaken(AuthMethodKind kind) {
        for (Setting setting : kind.settings()) {
            for (String option :
                    setting.input() == AuthMethodKind.Input.CHOICE ? setting.options() : List.<String>of()) {
                ObjectNode method = JSON.createObjectNode().put("type", kind.type());
                if (kind.flow() != null) {
                    method.put("flow", kind.flow());
                }
                kind.settings().stream().filter(Setting::required).forEach(one -> put(method, one));
                if (kind.type().equals("session")) {
                    ((ObjectNode) method.at("/session")).put("tokenPointer", "/token");
                }
                put(method, setting.pointer(), JSON.getNodeFactory().stringNode(option));
                post(connector() + "/auth-methods", method.toString()).expect(201);
            }
        }
    }

    private String connector() {
        String name = "Of kinds " + COUNT.incrementAndGet();
        return post("/api/v1/connectors", "{\"name\":\"" + name + "\",\"baseUrl\":\"https://kinds.example\"}")
                .expect(201)
                .header("Location")
                .orElseThrow();
    }

    /** The setting's example, or its first option, as the form puts it there. */
    private static void put(ObjectNode method, Setting setting) {
        String example = setting.example() == null ? "" : setting.example();
        switch (setting.input()) {
            case FLAG -> put(method, setting.pointer(), JSON.getNodeFactory().booleanNode(true));
            case NUMBER -> put(method, setting.pointer(), JSON.getNodeFactory().numberNode(Long.parseLong(example)));
            case TEXTS ->
                put(method, setting.pointer(), JSON.createArrayNode().add(example.isEmpty() ? "text" : example));
            case PAIRS -> {
                String[] pair = example.split(" = ", 2);
                put(
                        method,
                        setting.pointer(),
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("name", pair[0])
                                        .put("value", pair[1])));
            }
            // The connector has no other method.
            case METHODS -> put(method, setting.pointer(), JSON.createArrayNode());
            case CHOICE ->
                put(
                        method,
                        setting.pointer(),
                        JSON.getNodeFactory().stringNode(setting.options().get(0)));
            default -> put(method, setting.pointer(), JSON.getNodeFactory().stringNode(example));
        }
    }

    private static void put(ObjectNode method, String pointer, tools.jackson.databind.JsonNode value) {
        String[] steps = pointer.substring(1).split("/");
        ObjectNode at = method;
        for (String step : Arrays.copyOf(steps, steps.length - 1)) {
            at = at.has(step) ? (ObjectNode) at.get(step) : at.putObject(step);
        }
        at.set(steps[steps.length - 1], value);
    }

    private static Set<String> pointers(String base, Class<?> record) {
        Map<String, RecordComponent> components = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            components.put(base + "/" + component.getName(), component);
        }
        Set<String> pointers = new TreeSet<>();
        components.forEach((pointer, component) -> {
            if (component.getType().isRecord()) {
                pointers.addAll(pointers(pointer, component.getType()));
            } else {
                pointers.add(pointer);
            }
        });
        return pointers;
    }
}
