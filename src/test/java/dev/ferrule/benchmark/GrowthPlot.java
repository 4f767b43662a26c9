package dev.ferrule.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws how time and memory of an ingestion depend on the size of the catalogue; legible on light and dark ground. */
final class GrowthPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 210;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;

    private GrowthPlot() {}

    /**
     * The catalogue after a step, and what the step has cost.
     *
     * @param operations in the catalogue by now
     * @param added of those, by this step
     */
    record Point(double operations, double added, double cpuSeconds, double peakMegabytes, double heapMegabytes) {

        double cpuMillis() {
            return 1_000 * cpuSeconds / added;
        }
    }

    static String svg(List<Point> points, String caption) {
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"sans-serif\" font-size=\"13\" fill=\"#808080\">%n",
                WIDTH, 2 * HEIGHT + 60, WIDTH, 2 * HEIGHT + 60));
        svg.append(format("<title>%s</title>%n", caption));
        panel(svg, 0, "CPU per operation added, ms", points, Point::cpuMillis, "#2f7ed8", null);
        panel(
                svg,
                HEIGHT,
                "memory, MB: most resident, and heap in use after",
                points,
                Point::peakMegabytes,
                "#2f7ed8",
                Point::heapMegabytes);
        text(svg, WIDTH / 2.0, 2 * HEIGHT + 30, "middle", "operations in the catalogue");
        text(svg, WIDTH / 2.0, 2 * HEIGHT + 52, "middle", caption);
        return svg.append("</svg>\n").toString();
    }

    private static void panel(
            StringBuilder svg,
            int top,
            String title,
            List<Point> points,
            ToDoubleFunction<Point> value,
            String colour,
            @org.jspecify.annotations.Nullable ToDoubleFunction<Point> second) {
        double most = points.stream().mapToDouble(value).max().orElse(1);
        double step = Math.pow(10, Math.floor(Math.log10(most)));
        step = most / step < 2 ? step / 4 : most / step < 5 ? step / 2 : step;
        double end = step * Math.ceil(most / step);
        text(svg, LEFT, top + 20, "start", title);
        for (double line = 0; line <= end + step / 2; line += step) {
            double y = y(top, line / end);
            svg.append(format(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#808080\" stroke-opacity=\".3\"/>%n", LEFT, y, WIDTH - RIGHT));
            text(svg, LEFT - 8, y + 4, "end", format(step < 1 ? "%.2f" : "%,.0f", line));
        }
        double from = Math.log10(points.get(0).operations());
        double to = Math.log10(points.get(points.size() - 1).operations());
        curve(svg, top, points, point -> value.applyAsDouble(point) / end, colour, "", from, to);
        if (second != null) {
            curve(svg, top, points, point -> second.applyAsDouble(point) / end, colour, "5 4", from, to);
        }
        for (double tick = Math.ceil(from); tick <= to; tick++) {
            text(svg, x(tick, from, to), top + HEIGHT - 8, "middle", format("%,.0f", Math.pow(10, tick)));
        }
    }

    private static void curve(
            StringBuilder svg,
            int top,
            List<Point> points,
            ToDoubleFunction<Point> share,
            String colour,
            String dashes,
            double from,
            double to) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double x = x(Math.log10(point.operations()), from, to);
            double y = y(top, share.applyAsDouble(point));
            path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
        }
        svg.append(format(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>%n",
                path, colour, dashes.isEmpty() ? "none" : dashes));
    }

    private static double x(double log, double from, double to) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * (log - from) / Math.max(0.001, to - from);
    }

    private static double y(int top, double share) {
        return top + HEIGHT - 28 - share * (HEIGHT - 62);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
