package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.CredentialField;
import dev.ferrule.auth.CredentialFields;
import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which credentials a connection needs. Messages name fields, never what is in them. */
final class CredentialRules {

    private static final int MOST_CHARACTERS = 20_000;

    private CredentialRules() {}

    /** The fields of the method, and those of methods that go with it under "method's id.field". */
    static Map<String, CredentialField> fields(List<AuthMethod> methods) {
        Map<String, CredentialField> fields = new LinkedHashMap<>();
        for (AuthMethod method : methods) {
            String before = prefix(methods, method);
            CredentialFields.of(method).forEach(field -> fields.put(before + field.name(), field));
        }
        return fields;
    }

    static String prefix(List<AuthMethod> methods, AuthMethod method) {
        return method.equals(methods.get(0)) ? "" : method.id() + ".";
    }

    /** The credentials of one of the methods, by the names that signing knows. */
    static Map<String, String> of(List<AuthMethod> methods, AuthMethod method, Map<String, String> all) {
        String before = prefix(methods, method);
        Map<String, String> own = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(before)) {
                own.put(name.substring(before.length()), value);
            }
        });
        return own;
    }

    /** What was given for these methods, if it can be used; a problem that says what is wrong otherwise. */
    static Map<String, String> checked(List<AuthMethod> methods, @Nullable Map<String, @Nullable String> given) {
        Map<String, String> credentials = checked(fields(methods), given);
        methods.forEach(method -> CredentialFields.check(method, of(methods, method, credentials)));
        return credentials;
    }

    /** Those that were given, or a problem that names all that is missing or not known. */
    static Map<String, String> checked(
            Map<String, CredentialField> fields, @Nullable Map<String, @Nullable String> given) {
        Map<String, String> credentials = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        Map<String, @Nullable String> values = given == null ? Map.of() : given;
        for (Map.Entry<String, @Nullable String> entry : values.entrySet()) {
            String value = entry.getValue();
            String name = entry.getKey();
            if (!fields.containsKey(name)) {
                violations.add(new Violation(
                        "/credentials",
                        "A credential has a name that this auth method doesn't know. " + known(fields)));
            } else if (value != null && (value.length() > MOST_CHARACTERS || !isText(value))) {
                violations.add(new Violation(
                        "/credentials/" + name,
                        "'" + name + "' must be text of at most " + MOST_CHARACTERS + " characters, without control"
                                + " characters but line ends."));
            } else if (value != null && !value.isEmpty()) {
                credentials.put(name, value);
            }
        }
        fields.forEach((name, field) -> {
            if (field.required() && !credentials.containsKey(name)) {
                violations.add(
                        new Violation("/credentials/" + name, "'" + name + "' is missing. " + field.description()));
            }
        });
        if (!violations.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "invalid-credentials",
                    violations.get(0).message(),
                    violations);
        }
        return credentials;
    }

    private static boolean isText(String value) {
        return value.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r');
    }

    private static String known(Map<String, CredentialField> fields) {
        return fields.isEmpty() ? "It takes none." : "It takes " + String.join(", ", fields.keySet()) + ".";
    }
}
