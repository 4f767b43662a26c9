package dev.ferrule.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a report as tables: aligned ones for a terminal, or Markdown. */
final class ReportText {

    private final Report report;
    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    ReportText(Report report, boolean markdown) {
        this.report = report;
        this.markdown = markdown;
    }

    String write() {
        if (!report.corpora().isEmpty()) {
            figures();
            report.corpora().forEach(this::use);
            report.corpora().forEach(this::reliability);
            report.corpora().forEach(this::worst);
        }
        report.auth().forEach(this::auth);
        return out.toString();
    }

    private void figures() {
        heading("Plans, mode " + report.mode() + ", " + report.weights() + " weights");
        List<List<String>> rows = new ArrayList<>();
        rows.add(header("", report.corpora().stream().map(Score::name).toList()));
        rows.add(header(
                "requirements",
                report.corpora().stream()
                        .map(score -> Integer.toString(score.requirements()))
                        .toList()));
        for (Measure measure : Measure.values()) {
            List<String> cells = report.corpora().stream()
                    .map(score -> score.figure(measure.label)
                            .map(figure -> cell(figure, score.requirements()))
                            .orElse("–"))
                    .toList();
            if (cells.stream().anyMatch(cell -> !cell.equals("–"))) {
                rows.add(header(measure.label, cells));
            }
        }
        rows.add(header(
                "plan p50 / p95, ms",
                report.corpora().stream()
                        .map(score -> String.format(
                                Locale.ROOT,
                                "%.0f / %.0f",
                                score.latencyMillis().p50(),
                                score.latencyMillis().p95()))
                        .toList()));
        table(rows);
        line("Means over requirements, with 95 % bootstrap intervals; 'of N' where only N have something to measure.");
    }

    private static String cell(Figure figure, int requirements) {
        String text = String.format(Locale.ROOT, "%.3f (%.2f–%.2f)", figure.value(), figure.low(), figure.high());
        return figure.cases() == requirements ? text : text + " of " + figure.cases();
    }

    private void use(Score score) {
        if (score.use() != null) {
            heading("Language model: " + score.name());
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("", "used"));
            rows.addAll(score.use().rows());
            table(rows);
        }
    }

    private void reliability(Score score) {
        heading("Reliability: " + score.name());
        reliability("candidates", score.reliability());
    }

    private void reliability(String what, List<Reliability.Bin> bins) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("predicted", what, "mean predicted", "observed"));
        for (Reliability.Bin bin : bins) {
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.2f–%.2f", bin.from(), bin.to()),
                    Integer.toString(bin.candidates()),
                    Report.number(bin.predicted()),
                    Report.number(bin.observed())));
        }
        table(rows);
    }

    private void worst(Score score) {
        if (!score.worst().isEmpty()) {
            heading("Worst of " + score.name());
            for (Worst worst : score.worst()) {
                String text = worst.requirement().replaceAll("\\s+", " ").strip();
                String start = text.codePointCount(0, text.length()) <= 160
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, 159)) + "…";
                line("- " + worst.id() + ", F1 " + Report.number(worst.f1()) + ": " + start);
                worst.why().forEach(why -> line("  - " + (markdown ? why.replace("|", "\\|") : why)));
            }
        }
    }

    private void auth(AuthScore score) {
        heading("Auth methods: " + score.name());
        line(String.format(
                Locale.ROOT,
                "First kind right: %.3f (%d of %d). Brier score of the confidence: %.3f.",
                (double) score.right() / Math.max(1, score.systems()),
                score.right(),
                score.systems(),
                score.brier()));
        line("");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("labelled", "said (times)"));
        score.confusion()
                .forEach((gold, said) -> rows.add(List.of(
                        gold,
                        said.entrySet().stream()
                                .map(one -> one.getKey() + " (" + one.getValue() + ")")
                                .collect(Collectors.joining(", ")))));
        table(rows);
        line("");
        reliability("answers", score.reliability());
        score.wrong().forEach(wrong -> line("- " + wrong));
    }

    private void heading(String text) {
        if (out.length() > 0) {
            line("");
        }
        line(markdown ? "## " + text : text.toUpperCase(Locale.ROOT));
        line("");
    }

    private static List<String> header(String first, List<String> rest) {
        List<String> row = new ArrayList<>();
        row.add(first);
        row.addAll(rest);
        return row;
    }

    /** The first row is the header. */
    private void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            line(IntStream.range(0, columns)
                    .mapToObj(column -> pad(row.get(column), widths[column]))
                    .collect(Collectors.joining(markdown ? " | " : "  ", markdown ? "| " : "", markdown ? " |" : "")));
            if (i == 0 && markdown) {
                line("|" + "---|".repeat(columns));
            }
        }
        line("");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private void line(String text) {
        out.append(markdown ? text : text.stripTrailing()).append('\n');
    }
}
