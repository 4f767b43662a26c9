package dev.ferrule.cli;

import dev.ferrule.ingest.Outcome;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** What a person, or a program, reads about an ingestion while it runs and afterwards. */
final class IngestReport {

    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean terminal = isTerminal();
    private final int expected;
    private final long begun = System.nanoTime();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<Outcome> failures = new ArrayList<>();
    private int ingested;
    private int unchanged;
    private long operations;
    private long drawn;
    private int width;

    IngestReport(PrintWriter out, PrintWriter err, boolean json, int expected) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.expected = expected;
    }

    void add(Outcome outcome) {
        switch (outcome.state()) {
            case INGESTED -> ingested++;
            case UNCHANGED -> unchanged++;
            case FAILED -> failures.add(outcome);
        }
        operations += outcome.operations();
        if (json) {
            out.println(mapper.writeValueAsString(outcome));
        }
        long now = System.nanoTime();
        if (now - drawn > REDRAW_NANOS) {
            drawn = now;
            progress(bar());
        }
    }

    private String bar() {
        int done = done();
        // An archive counts as one until it is opened.
        int all = Math.max(expected, done);
        int filled = all == 0 ? 0 : (int) ((long) BAR * done / all);
        return String.format(
                Locale.ROOT,
                "[%s%s] %,d of %,d   %,d operations   %,d failed",
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                done,
                all,
                operations,
                failures.size());
    }

    /** Shown in place of what was shown before; on a terminal only. */
    void progress(String text) {
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            err.flush();
            width = text.length();
        }
    }

    void endProgress() {
        if (terminal && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    /** @param durationMs from the first document on */
    private record Summary(
            int total, int ingested, int unchanged, int failed, long operations, long durationMs, boolean stopped) {}

    private record SummaryLine(Summary summary) {}

    /** @param stopped before all was looked at */
    void finish(boolean stopped) {
        endProgress();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (json) {
            Summary summary = new Summary(done(), ingested, unchanged, failed(), operations, took.toMillis(), stopped);
            out.println(mapper.writeValueAsString(new SummaryLine(summary)));
        } else {
            table(took);
            if (stopped) {
                out.println("Stopped. What is ingested stays; the same call again does the rest.");
            }
        }
        out.flush();
    }

    private void table(Duration took) {
        for (Outcome failure : failures) {
            Outcome.Failure error = failure.error();
            if (error != null) {
                out.println("failed  " + failure.name());
                out.println("        " + error.code() + ": " + error.message());
                if (error.remedy() != null) {
                    out.println("        " + error.remedy());
                }
            }
        }
        line("ingested", ingested);
        line("unchanged", unchanged);
        line("failed", failed());
        line("operations", operations);
        out.println(String.format(Locale.ROOT, "%-10s %,9.1f s", "time", took.toMillis() / 1000.0));
    }

    private void line(String what, long count) {
        out.println(String.format(Locale.ROOT, "%-10s %,9d", what, count));
    }

    /** Documents that were not there before. */
    int ingested() {
        return ingested;
    }

    int failed() {
        return failures.size();
    }

    private int done() {
        return ingested + unchanged + failures.size();
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
