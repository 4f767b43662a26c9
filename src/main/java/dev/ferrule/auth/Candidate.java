package dev.ferrule.auth;

import dev.ferrule.spec.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An auth method in the making: evidence and scopes are still being gathered for it. */
final class Candidate {

    final String type;
    final @Nullable String in;
    final @Nullable String name;

    @Nullable
    String prefix;

    @Nullable
    String flow;

    @Nullable
    String authorizationUrl;

    @Nullable
    String tokenUrl;

    @Nullable
    String openIdConnectUrl;
    /** The declared scheme it was read from; null when it was concluded. */
    @Nullable
    String scheme;
    /** How far the reading of a declaration can be trusted; 1 where it is plain. */
    double trust = 1;

    /** Those of the chosen operations that want it, where others want something else. */
    @Nullable
    List<String> operations;

    double score;
    final Set<String> scopes = new TreeSet<>();
    final Set<Candidate> together = new LinkedHashSet<>();
    final Set<String> notes = new LinkedHashSet<>();
    final List<Evidence> evidence = new ArrayList<>();

    Candidate(String type, @Nullable String in, @Nullable String name) {
        this.type = type;
        this.in = in;
        this.name = name;
    }

    static Candidate of(Clue clue) {
        Candidate candidate = new Candidate(clue.type(), clue.in(), clue.name());
        candidate.prefix = clue.prefix();
        candidate.flow = clue.flow();
        candidate.tokenUrl = clue.url();
        return candidate;
    }

    Candidate note(String words) {
        notes.add(words);
        return this;
    }

    Candidate proof(Evidence found) {
        if (evidence.size() < 5 && !evidence.contains(found)) {
            evidence.add(found);
        }
        return this;
    }

    /** Readable and stable: it says what the method is, not where in the list it stands. */
    String id() {
        StringBuilder id = new StringBuilder(type);
        for (String part : new String[] {flow, in, name, type.equals("api_key") ? null : scheme}) {
            if (part != null) {
                id.append('-').append(Text.lower(part).replaceAll("[^a-z0-9]+", "_"));
            }
        }
        return id.toString();
    }

    AuthMethod method(boolean recommended) {
        return new AuthMethod(
                        id(),
                        type,
                        in,
                        name,
                        prefix,
                        flow,
                        authorizationUrl,
                        tokenUrl,
                        openIdConnectUrl,
                        List.copyOf(scopes),
                        together.stream().map(Candidate::id).toList(),
                        recommended,
                        Math.round(Math.min(score, 0.99) * 100) / 100.0,
                        List.copyOf(notes),
                        List.copyOf(evidence),
                        null)
                .signing(null, null, null, null, operations);
    }
}
