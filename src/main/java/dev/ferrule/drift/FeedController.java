package dev.ferrule.drift;

import dev.ferrule.http.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed over HTTP; whoever has read to its end goes on later from the id of the last event. */
@RestController
@RequestMapping("/api/v1/changes")
class FeedController {

    private final Feed feed;

    FeedController(Feed feed) {
        this.feed = feed;
    }

    /** @param newest the newest first, and {@code after} an event those that came before it */
    @GetMapping
    Page<FeedEvent> read(
            Principal caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "false") boolean newest,
            @RequestParam(defaultValue = "50") int limit) {
        return newest ? feed.back(caller.getName(), after, limit) : feed.read(caller.getName(), after, limit);
    }
}
