package dev.ferrule.drift;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.catalogue.Spec;
import dev.ferrule.connector.ConnectorRevisions;
import dev.ferrule.connector.Definition;
import dev.ferrule.connector.Endpoint;
import dev.ferrule.drift.Merge.Action;
import dev.ferrule.drift.Merge.Step;
import dev.ferrule.spec.DocumentPrint;
import dev.ferrule.spec.Operation;
import dev.ferrule.spec.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of a draft what it is by newer versions of its specs. The same draft and versions always come to the same. */
final class Merging {

    private final boolean followMoves;
    private final ThreeWay threeWay;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, AuthMethod> methods = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> moves = new LinkedHashMap<>();
    private final Set<String> specIds = new TreeSet<>();
    private final Definition draft;
    private @Nullable String baseUrl;

    Merging(Definition draft, boolean followMoves, Set<String> takeTheirs) {
        this.draft = draft;
        this.followMoves = followMoves;
        this.threeWay = new ThreeWay(takeTheirs);
        this.baseUrl = draft.baseUrl();
        draft.endpoints().forEach(endpoint -> endpoints.put(endpoint.id(), endpoint));
        draft.authMethods().forEach(method -> methods.put(method.id(), method));
    }

    /** @param operations all of the version, by method and path */
    record Version(Spec spec, Map<String, Operation> operations, List<AuthMethod> authMethods) {

        @Nullable
        Operation at(String method, String path) {
            return operations.get(DocumentPrint.key(method, path));
        }

        Endpoint endpoint(Operation operation) {
            return Endpoint.of(operation, spec.id(), spec.contentHash(), spec.createdAt());
        }
    }

    /** Takes in a newer version for the endpoints that come from an older one. */
    void take(Version from, Version to) {
        specIds.add(to.spec.id());
        Map<String, Operation> moved = Moves.of(from.operations, to.operations);
        for (Endpoint endpoint : draft.endpoints()) {
            Endpoint.Provenance provenance = endpoint.provenance();
            if (provenance != null && provenance.specId().equals(from.spec.id())) {
                endpoint(endpoint, from, to, moved.get(DocumentPrint.key(endpoint.method(), endpoint.path())));
            }
        }
        to.authMethods.forEach(method -> method(method, from));
        forgone(from, to);
        String before = server(from.spec);
        String after = server(to.spec);
        String merged =
                threeWay.text("base-url", "base-url", "baseUrl", before, baseUrl, after == null ? before : after);
        if (!Objects.equals(merged, baseUrl)) {
            baseUrl = merged;
            steps.add(new Step("base-url", null, Action.UPDATED, null, "The base URL is " + merged + " now."));
        }
    }

    /** What an upgrade makes of a draft. */
    static Merge of(Definition draft, DraftVersions versions, UpgradeForm form) {
        Merging merging = new Merging(draft, form.follows(), form.theirs());
        versions.forEach(draft, merging::take);
        return merging.done();
    }

    Merge done() {
        Definition merged = new Definition(
                draft.name(), draft.domain(), baseUrl, List.copyOf(methods.values()), List.copyOf(endpoints.values()));
        return new Merge(merged, List.copyOf(specIds), List.copyOf(steps), threeWay.conflicts(), Map.copyOf(moves));
    }

    private void endpoint(Endpoint ours, Version from, Version to, @Nullable Operation moved) {
        Operation now = to.at(ours.method(), ours.path());
        if (now != null) {
            Operation before = from.at(ours.method(), ours.path());
            Endpoint merged = merged(ours, before == null ? null : from.endpoint(before), to.endpoint(now));
            endpoints.put(ours.id(), merged);
            boolean restored = ours.removed() != null;
            steps.add(new Step(
                    "endpoint",
                    ours.id(),
                    restored ? Action.RESTORED : Action.UPDATED,
                    null,
                    restored ? "The API has it again." : "It comes from the newer version now."));
            return;
        }
        if (moved == null) {
            remove(ours, to, null, "The API has it no more: it stays, marked as removed.");
            return;
        }
        Endpoint target = to.endpoint(moved);
        moves.put(ours.id(), target.id());
        if (followMoves) {
            Operation before = from.at(ours.method(), ours.path());
            Endpoint known = endpoints.get(target.id());
            Endpoint merged = known == null && before != null
                    ? edited(ours, from.endpoint(before), target)
                    : merged(known == null ? target : known, null, target);
            endpoints.put(target.id(), merged);
            if (known == null) {
                String message = "It takes the place of " + ours.id() + ".";
                steps.add(new Step("endpoint", target.id(), Action.ADDED, null, message));
            }
        }
        String place = moved.method() + " " + moved.path();
        String proposal = followMoves ? "." : "; say followMoves to take it.";
        remove(ours, to, target.id(), "Its operation is at " + place + " now" + proposal);
    }

    private void remove(Endpoint ours, Version to, @Nullable String movedTo, String message) {
        Endpoint.Removed known = ours.removed();
        if (known != null && Objects.equals(known.movedTo(), movedTo)) {
            return;
        }
        endpoints.put(ours.id(), ours.removed(new Endpoint.Removed(to.spec.id(), to.spec.createdAt(), movedTo)));
        steps.add(new Step("endpoint", ours.id(), Action.REMOVED, movedTo, message));
    }

    private Endpoint merged(Endpoint ours, @Nullable Endpoint base, Endpoint theirs) {
        return ours.edited() ? edited(ours, base == null ? ours : base, theirs) : theirs;
    }

    /** People's words, where they wrote some; the facts of the newer version. */
    private Endpoint edited(Endpoint ours, Endpoint base, Endpoint theirs) {
        if (!ours.edited()) {
            return theirs;
        }
        String id = ours.id();
        return new Endpoint(
                theirs.id(),
                threeWay.text(
                        "endpoint", id, "operationId", base.operationId(), ours.operationId(), theirs.operationId()),
                theirs.method(),
                theirs.path(),
                threeWay.text("endpoint", id, "summary", base.summary(), ours.summary(), theirs.summary()),
                ours.description(),
                ours.parameters(),
                theirs.provenance(),
                true);
    }

    /** New ones come in; of known ones only the scopes grow, unless nobody touched them since they were detected. */
    private void method(AuthMethod theirs, Version from) {
        AuthMethod ours = methods.get(theirs.id());
        AuthMethod base = from.authMethods.stream()
                .filter(method -> method.id().equals(theirs.id()))
                .findFirst()
                .orElse(null);
        if (ours == null) {
            if (base == null) {
                methods.put(theirs.id(), theirs.recommended(false));
                steps.add(new Step("auth-method", theirs.id(), Action.ADDED, null, "The newer version offers it."));
            }
            return;
        }
        if (ours.removedIn() != null) {
            ours = ours.removed(null);
            methods.put(ours.id(), ours);
            steps.add(new Step("auth-method", ours.id(), Action.RESTORED, null, "The API declares it again."));
        }
        Set<String> scopes = new TreeSet<>(ours.scopes());
        scopes.addAll(theirs.scopes());
        // Notes, confidence and evidence are findings, not settings: they follow the newer version silently.
        AuthMethod settled = base != null && isSame(ours, base) ? theirs : ours;
        AuthMethod merged = settled.with(List.copyOf(scopes), ours.together(), ours.recommended());
        boolean differs = !isSame(merged, ours) || !merged.scopes().equals(ours.scopes());
        if (differs) {
            methods.put(theirs.id(), merged);
            steps.add(new Step(
                    "auth-method",
                    theirs.id(),
                    Action.UPDATED,
                    null,
                    merged.scopes().equals(ours.scopes())
                            ? "It works as the newer version says."
                            : "It asks for the scopes " + String.join(" ", merged.scopes()) + "."));
        }
    }

    /**
     * Methods that the older version declared and the newer one does not: they stay, marked, since connections were made by
     * them. A newer version that declares nothing at all has rather forgotten it.
     */
    private void forgone(Version from, Version to) {
        if (to.authMethods.stream().allMatch(method -> method.type().equals("none"))) {
            return;
        }
        Set<String> offered = to.authMethods.stream().map(AuthMethod::id).collect(Collectors.toSet());
        boolean recommended = false;
        for (AuthMethod method : from.authMethods) {
            AuthMethod ours = methods.get(method.id());
            if (ours != null && ours.removedIn() == null && !offered.contains(ours.id()) && !isNone(ours)) {
                recommended |= ours.recommended();
                methods.put(ours.id(), ours.recommended(false).removed(to.spec.id()));
                String message =
                        "The API declares it no more: it stays, marked as removed; whoever came in by it connects"
                                + " by " + String.join(" or ", offered) + ".";
                steps.add(new Step("auth-method", ours.id(), Action.REMOVED, null, message));
            }
        }
        if (recommended) {
            to.authMethods.stream()
                    .filter(AuthMethod::recommended)
                    .map(method -> methods.get(method.id()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(method -> methods.put(method.id(), method.recommended(true)));
        }
    }

    private static boolean isNone(AuthMethod method) {
        return method.type().equals("none");
    }

    private static boolean isSame(AuthMethod a, AuthMethod b) {
        return a.type().equals(b.type())
                && Objects.equals(a.in(), b.in())
                && Objects.equals(a.name(), b.name())
                && Objects.equals(a.prefix(), b.prefix())
                && Objects.equals(a.flow(), b.flow())
                && Objects.equals(a.authorizationUrl(), b.authorizationUrl())
                && Objects.equals(a.tokenUrl(), b.tokenUrl())
                && Objects.equals(a.openIdConnectUrl(), b.openIdConnectUrl())
                && Objects.equals(a.oauth(), b.oauth());
    }

    private static @Nullable String server(Spec spec) {
        List<String> urls = spec.servers().stream()
                .map(Server::url)
                .filter(url -> !url.isBlank())
                .toList();
        String first = urls.stream()
                .filter(url -> url.startsWith("https://"))
                .findFirst()
                .orElse(urls.isEmpty() ? null : urls.get(0));
        return ConnectorRevisions.baseUrl(first, spec.host());
    }
}
