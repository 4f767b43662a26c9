package dev.ferrule.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that does not speak TLS, whoever calls. */
final class NoTls implements AutoCloseable {

    private final ServerSocket socket;

    NoTls() {
        try {
            socket = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread speaker = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    caller.getOutputStream().write("this is no TLS".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    return;
                }
            }
        });
        speaker.setDaemon(true);
        speaker.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
