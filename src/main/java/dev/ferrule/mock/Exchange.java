package dev.ferrule.mock;

import dev.ferrule.egress.Call;
import dev.ferrule.mock.Routes.Route;
import dev.ferrule.spec.Contract;
import org.jspecify.annotations.Nullable;

/**
 * One call that has been let in.
 *
 * @param sent the body as plain maps, lists, texts and numbers; null: there was none, or none that could be read
 */
record Exchange(
        Target target,
        Route route,
        Contract contract,
        Call call,
        @Nullable Object sent,
        Session session) {

    /** Made of what is asked for, not of when: asked again, the same is answered. */
    long seed() {
        return Seeds.of(session.seed(), contract.method(), contract.path(), route.path());
    }

    String method() {
        return call.method();
    }

    /** The path of a collection, for the path of one of its items. */
    String parent() {
        String path = route.path();
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    /** Whether the path names one of many. */
    boolean isItem() {
        return route.pattern().item() != null;
    }

    /** The operation's sibling that names one item of what this one lists; null: there is none. */
    @Nullable
    String itemName() {
        String prefix = contract.path().endsWith("/") ? contract.path() : contract.path() + "/";
        return target.operations().stream()
                .map(Target.Offered::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .filter(rest -> rest.matches("\\{[^{}/]+}"))
                .map(rest -> rest.substring(1, rest.length() - 1))
                .findFirst()
                .orElse(null);
    }
}
