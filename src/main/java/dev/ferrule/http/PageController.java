package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import dev.ferrule.problem.Problem.Kind;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page's HTML, at each address that the page knows: every one of them is a link that one can send. What the page may do
 * is in its policy (CSP): nothing from elsewhere, and of scripts in the HTML only the import map, by its hash.
 */
@Hidden
@RestController
@ConditionalOnWebApplication
class PageController {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final PageFiles files;

    PageController(PageFiles files) {
        this.files = files;
    }

    @GetMapping({
        "/",
        "/index.html",
        "/integrations/{id}",
        "/integrations/{id}/plan",
        "/integrations/{id}/connect",
        "/integrations/{id}/connect/{templateId}",
        "/integrations/{id}/connect/{templateId}/endpoints/{endpointId}",
        "/catalogue",
        "/catalogue/specs/{id}",
        "/catalogue/ingestions",
        "/catalogue/ingestions/{id}",
        "/catalogue/sources",
        "/catalogue/quality",
        "/changes",
        "/changes/{connectorId}",
        "/connectors",
        "/connectors/{id}"
    })
    ResponseEntity<byte[]> page() {
        return html("index.html");
    }

    /** Where a pop-up ends after a login elsewhere: it tells the page that it is back, and closes. */
    @GetMapping("/signed-in.html")
    ResponseEntity<byte[]> connected() {
        return html("signed-in.html");
    }

    // Read anew each time: it is small, and while the page is written it changes.
    private ResponseEntity<byte[]> html(String name) {
        Resource file = files.find(name);
        try {
            byte[] html = file.getContentAsByteArray();
            return ResponseEntity.ok()
                    .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                    .cacheControl(CacheControl.noCache())
                    .eTag(PageFiles.etag(html))
                    .header("Content-Security-Policy", policy(new String(html, StandardCharsets.UTF_8)))
                    // A login in a pop-up has to find its way back to this window.
                    .header("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
                    .header(
                            "Permissions-Policy",
                            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
                    .body(html);
        } catch (IOException e) {
            throw new Problem(Kind.NOT_FOUND, "not-found", "There is nothing at this path.");
        }
    }

    static String policy(String html) {
        StringBuilder scripts = new StringBuilder("script-src 'self'");
        Matcher map = IMPORT_MAP.matcher(html);
        while (map.find()) {
            scripts.append(" 'sha256-").append(hash(map.group(1))).append('\'');
        }
        return "default-src 'none'; " + scripts
                + "; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
    }

    private static String hash(String script) {
        try {
            byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
