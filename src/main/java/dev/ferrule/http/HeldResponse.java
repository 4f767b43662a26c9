package dev.ferrule.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer back until it has been recorded, so that whoever got it gets the same again. What can't be recorded,
 * because it's an event stream or larger than {@link #LIMIT}, goes straight out.
 */
final class HeldResponse extends HttpServletResponseWrapper {

    static final int LIMIT = 1 << 20;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1024);
    private final Sink sink = new Sink();
    private @Nullable PrintWriter writer;
    private boolean passing;
    private boolean error;

    HeldResponse(HttpServletResponse response) {
        super(response);
    }

    /** Whether the container is to make the answer, so that there is nothing here to record. */
    boolean isError() {
        return error;
    }

    /** What was answered; null where it went straight out. */
    byte @Nullable [] body() {
        drain();
        return passing ? null : held.toByteArray();
    }

    /** Lets the answer go, now that it's recorded. */
    void release() throws IOException {
        drain();
        if (!error) {
            pass();
        }
    }

    private void drain() {
        if (writer != null) {
            writer.flush();
        }
    }

    private void pass() throws IOException {
        if (!passing) {
            passing = true;
            held.writeTo(getResponse().getOutputStream());
            held.reset();
        }
    }

    private boolean isEventStream() {
        String type = getContentType();
        return type != null && type.startsWith("text/event-stream");
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return sink;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(sink, getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        drain();
        if (isEventStream()) {
            pass();
        }
        if (passing) {
            super.flushBuffer();
        }
    }

    @Override
    public void resetBuffer() {
        held.reset();
        super.resetBuffer();
    }

    @Override
    public void reset() {
        held.reset();
        super.reset();
    }

    @Override
    public void sendError(int status) throws IOException {
        error = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        error = true;
        super.sendError(status, message);
    }

    private final class Sink extends ServletOutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!passing && (isEventStream() || held.size() + length > LIMIT)) {
                pass();
            }
            if (passing) {
                getResponse().getOutputStream().write(bytes, offset, length);
            } else {
                held.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (passing) {
                getResponse().getOutputStream().flush();
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("An answer that is recorded is written by blocking.");
        }
    }
}
