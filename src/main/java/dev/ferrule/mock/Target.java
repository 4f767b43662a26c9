package dev.ferrule.mock;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.spec.Contract;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The system that is stood in for.
 *
 * @param baseUrl only its path counts, which calls must begin with; it may have {@code {variables}}. Null: there is none
 * @param operations all that the connector knows of the system: a call of any other is 404 or 405
 * @param auth what a call must carry, all of it; empty: no credentials are needed
 * @param signed parameters that signing would set ({@code X-Api-Key} or {@code query.key}), which therefore may be missing
 */
public record Target(@Nullable String baseUrl, List<Offered> operations, List<AuthMethod> auth, Set<String> signed) {

    public Target {
        operations = List.copyOf(operations);
        auth = List.copyOf(auth);
        signed = Set.copyOf(signed);
    }

    public Target(@Nullable String baseUrl, List<Offered> operations, List<AuthMethod> auth) {
        this(baseUrl, operations, auth, Set.of());
    }

    /**
     * One operation of the system. Its contract is asked for only when it is called.
     *
     * @param path letter for letter the spec's
     */
    public record Offered(String method, String path, Supplier<Contract> contract) {

        public static Offered of(Contract contract) {
            return new Offered(contract.method(), contract.path(), () -> contract);
        }
    }
}
