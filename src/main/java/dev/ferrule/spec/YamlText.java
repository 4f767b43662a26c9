package dev.ferrule.spec;

import java.io.Reader;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;

/**
 * The characters of a YAML document for its scanner. SnakeYAML's own reader copies all that it has looked at each time
 * that it looks a thousand characters further, so that one line of some tens of megabytes keeps it busy for hours, within
 * a single token, where nobody can look at the clock. This one has the whole text already and copies nothing.
 */
final class YamlText extends StreamReader {

    private static final String NAME = "document";
    private static final int[] NO_SNIPPET = {};

    private final String text;

    /** Some characters take two chars, so that the one at a distance has to be stepped to. */
    private final boolean wide;

    private int at;
    private int index;
    private int documentIndex;
    private int line;
    private int column;
    private int steps;
    private int stepped;

    YamlText(String text) {
        super(Reader.nullReader());
        this.text = text;
        int characters = 0;
        for (int i = 0; i < text.length(); characters++) {
            int character = text.codePointAt(i);
            if (!isPrintable(character)) {
                throw new ReaderException(NAME, characters, character, "special characters are not allowed");
            }
            i += Character.charCount(character);
        }
        this.wide = characters != text.length();
    }

    @Override
    public Mark getMark() {
        return new Mark(NAME, index, line, column, NO_SNIPPET, 0);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && at < text.length(); i++) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            index++;
            documentIndex++;
            if (Constant.LINEBR.has(character)
                    || character == '\r' && (at >= text.length() || text.charAt(at) != '\n')) {
                line++;
                column = 0;
            } else if (character != 0xFEFF) {
                column++;
            }
        }
        steps = 0;
        stepped = at;
    }

    @Override
    public int peek() {
        return at < text.length() ? text.codePointAt(at) : 0;
    }

    @Override
    public int peek(int ahead) {
        int place = place(ahead);
        return place < text.length() ? text.codePointAt(place) : 0;
    }

    @Override
    public String prefix(int length) {
        return text.substring(at, Math.min(text.length(), place(length)));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        at += prefix.length();
        int characters = wide ? prefix.codePointCount(0, prefix.length()) : prefix.length();
        index += characters;
        documentIndex += characters;
        // It is only ever asked for what holds no end of a line.
        column += characters;
        steps = 0;
        stepped = at;
        return prefix;
    }

    /** Whoever looks ahead goes on from where they looked before. */
    private int place(int ahead) {
        if (!wide) {
            return at + Math.min(ahead, text.length() - at);
        }
        if (ahead < steps / 2) {
            steps = 0;
            stepped = at;
        }
        while (steps < ahead && stepped < text.length()) {
            stepped += Character.charCount(text.codePointAt(stepped));
            steps++;
        }
        while (steps > ahead) {
            stepped -= Character.charCount(text.codePointBefore(stepped));
            steps--;
        }
        return stepped;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return documentIndex;
    }

    @Override
    public void resetDocumentIndex() {
        documentIndex = 0;
    }

    @Override
    public int getIndex() {
        return index;
    }

    @Override
    public int getLine() {
        return line;
    }
}
