package dev.ferrule.connection;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The callback without the API's prefix, for clients that were registered with it. */
@RestController
@RequestMapping("/oauth2/callback")
class CallbackController {

    /** On to the real one, to which the browser's cookie belongs. */
    @GetMapping
    ResponseEntity<Void> callback(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, "/api/v1/oauth2/callback" + query)
                .build();
    }
}
