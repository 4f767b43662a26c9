package dev.ferrule.catalogue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of what specs call their versions: {@code 1.10.0} comes after {@code v1.9}, {@code 2024-02-01} after
 * {@code 2023-11-15}, and a preview before the release of the same number. Two that are not of one kind (a number and
 * a date, or just words) have no order: {@link #compare} says 0 and the time of arrival decides.
 */
final class SpecVersion {

    private static final Pattern DATE = Pattern.compile("^v?((?:19|20)\\d\\d)[-./_]?([01]\\d)[-./_]?([0-3]\\d)(.*)$");
    private static final Pattern NUMBER =
            Pattern.compile("^(?:version|ver|v|r)?[ .]?(\\d{1,18}(?:[._]\\d{1,18})*)(.*)$");
    private static final Pattern PREVIEW = Pattern.compile("alpha|beta|preview|rc|snapshot|pre|dev|draft");

    private SpecVersion() {}

    static int compare(String left, String right) {
        Parsed a = parse(left);
        Parsed b = parse(right);
        if (a.kind != b.kind || a.kind == Kind.WORDS) {
            return 0;
        }
        for (int i = 0; i < Math.max(a.numbers.size(), b.numbers.size()); i++) {
            int order = a.number(i).compareTo(b.number(i));
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(b.preview, a.preview);
    }

    private static Parsed parse(String version) {
        String text = version.strip().toLowerCase(Locale.ROOT);
        text = text.length() > 100 ? text.substring(0, 100) : text;
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            List<BigInteger> numbers = List.of(number(date.group(1)), number(date.group(2)), number(date.group(3)));
            return new Parsed(Kind.DATE, numbers, isPreview(date.group(4)));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            List<BigInteger> numbers = new ArrayList<>();
            for (String part : number.group(1).split("[._]")) {
                numbers.add(number(part));
            }
            return new Parsed(Kind.NUMBER, numbers, isPreview(number.group(2)));
        }
        return new Parsed(Kind.WORDS, List.of(), false);
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }

    private static boolean isPreview(String rest) {
        return PREVIEW.matcher(rest).find();
    }

    private enum Kind {
        NUMBER,
        DATE,
        WORDS
    }

    private record Parsed(Kind kind, List<BigInteger> numbers, boolean preview) {
        BigInteger number(int i) {
            return i < numbers.size() ? numbers.get(i) : BigInteger.ZERO;
        }
    }
}
