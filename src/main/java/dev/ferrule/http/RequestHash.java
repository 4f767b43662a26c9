package dev.ferrule.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Tells whether two requests are the same. The hash is keyed with the access token, since bodies may hold passwords and a
 * plain hash of a weak one, kept in the database, would give it away.
 */
@Component
@ConditionalOnWebApplication
class RequestHash {

    private final AccessToken token;

    RequestHash(AccessToken token) {
        this.token = token;
    }

    /** {@code body} is null for a form, whose parts can be read again as they are. */
    record Hashed(String hash, @Nullable Spool body) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            if (body != null) {
                body.close();
            }
        }
    }

    Hashed of(HttpServletRequest request) throws IOException, ServletException {
        Mac mac = token.mac();
        add(mac, request.getMethod());
        add(mac, request.getRequestURI());
        add(mac, request.getQueryString());
        Spool body = null;
        if (BodyLimitFilter.isForm(request)) {
            addParts(mac, request);
        } else {
            body = Spool.read(request.getInputStream(), mac);
        }
        return new Hashed(HexFormat.of().formatHex(mac.doFinal()), body);
    }

    // Not the bytes of the form: clients draw a new boundary for each repetition.
    private static void addParts(Mac mac, HttpServletRequest request) throws IOException, ServletException {
        try {
            for (Part part : request.getParts()) {
                add(mac, part.getName());
                add(mac, part.getSubmittedFileName());
                add(mac, part.getContentType());
                add(mac, Long.toString(part.getSize()));
                try (InputStream content = part.getInputStream()) {
                    byte[] chunk = new byte[64 << 10];
                    for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                        mac.update(chunk, 0, read);
                    }
                }
            }
        } catch (IllegalStateException e) {
            throw new MaxUploadSizeExceededException(-1, e);
        } catch (IOException | ServletException e) {
            throw new MultipartException("The form could not be read", e);
        }
    }

    // With a mark at the end of each, so that no two lists of texts give the same bytes.
    private static void add(Mac mac, @Nullable String text) {
        mac.update(text == null ? new byte[] {1} : text.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
    }
}
