package dev.ferrule.tester;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test or a call is asked to do.
 *
 * @param parameters by name, or by {@code in.name} where two share a name
 * @param body as JSON; a file is {@code {"base64": "…", "fileName": "…"}}
 * @param contentType one of the body's media types; null: the first that takes such a body
 * @param connectionId null: the template's
 * @param endUserId the one of an embedded template as whom the call is made
 * @param target null: live
 * @param mockSession keeps what was made at the mock; null: nothing is kept
 * @param confirm what the problem {@code confirmation-needed} gave for this very request
 * @param pages to follow, when the answer is a list in pages; null: one
 * @param fill takes what is missing from the prefilled form; the parameters that are given stay
 */
record TestForm(
        @Nullable Map<String, @Nullable Object> parameters,
        @Nullable Object body,
        @Nullable String contentType,
        @Nullable String connectionId,
        @Nullable String endUserId,
        @Nullable Target target,
        @Nullable String mockSession,
        @Nullable String confirm,
        @Nullable Boolean fill,
        @Nullable Integer pages) {

    static final TestForm EMPTY = new TestForm(null, null, null, null, null, null, null, null, null, null);

    Target where() {
        return target == null ? Target.LIVE : target;
    }

    boolean fills() {
        return Boolean.TRUE.equals(fill);
    }

    Map<String, @Nullable Object> given() {
        return parameters == null ? Map.of() : parameters;
    }

    /** The same request, elsewhere or confirmed. */
    TestForm again(@Nullable Target other, @Nullable String session, @Nullable String confirmation) {
        return new TestForm(
                parameters,
                body,
                contentType,
                connectionId,
                endUserId,
                other == null ? target : other,
                session,
                confirmation,
                false,
                pages);
    }

    /** With the values that a form is prefilled with. */
    TestForm with(Map<String, @Nullable Object> values, @Nullable Object content, @Nullable String type) {
        return new TestForm(values, content, type, connectionId, endUserId, target, mockSession, confirm, false, pages);
    }

    @Override
    public String toString() {
        return "a test";
    }
}
