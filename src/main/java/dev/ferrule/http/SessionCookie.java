package dev.ferrule.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie that holds a session's key. Scripts can't read it, and a browser sends it to no request of another site. */
@Component
class SessionCookie {

    private final PublicAddress address;

    SessionCookie(PublicAddress address) {
        this.address = address;
    }

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            String name = name();
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    String holding(String key) {
        return cookie(key, Sessions.LONGEST.toSeconds());
    }

    String removal() {
        return cookie("", 0);
    }

    private String cookie(String value, long seconds) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(isHttps())
                .sameSite("Strict")
                .path("/")
                .maxAge(seconds)
                .build()
                .toString();
    }

    /** With the port, because a browser gives the cookies of one port to all of them: two services would sign each other out. */
    private String name() {
        int port = URI.create(address.base()).getPort();
        return (isHttps() ? "__Host-ferrule-session" : "ferrule-session") + (port < 0 ? "" : "-" + port);
    }

    private boolean isHttps() {
        return address.base().startsWith("https:");
    }
}
