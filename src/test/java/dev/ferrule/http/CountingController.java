package dev.ferrule.http;

import dev.ferrule.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The tests' own endpoint; each answer says how often it was really called. */
@Hidden
@RestController
@RequestMapping("/api/v1/counting")
class CountingController {

    static final CountDownLatch ARRIVED = new CountDownLatch(1);
    static final Semaphore MAY_FINISH = new Semaphore(0);

    private final AtomicInteger calls = new AtomicInteger();

    record Call(String note) {}

    @PostMapping
    ResponseEntity<Map<String, Object>> count(@RequestBody Call call) {
        int n = calls.incrementAndGet();
        return ResponseEntity.created(URI.create("/api/v1/counting/" + n))
                .eTag("\"" + n + "\"")
                .body(Map.of("call", n, "note", call.note()));
    }

    @PostMapping("/bytes")
    Map<String, Object> bytes(InputStream body) throws IOException {
        return Map.of("call", calls.incrementAndGet(), "length", body.transferTo(OutputStream.nullOutputStream()));
    }

    @PostMapping("/file")
    Map<String, Object> file(@RequestParam MultipartFile file) {
        return Map.of("call", calls.incrementAndGet(), "length", file.getSize());
    }

    @PostMapping("/slow")
    Map<String, Object> slow() throws InterruptedException {
        ARRIVED.countDown();
        MAY_FINISH.acquire();
        return Map.of("call", calls.incrementAndGet());
    }

    @PostMapping("/later")
    CompletableFuture<Map<String, Object>> later() {
        return CompletableFuture.supplyAsync(() -> Map.of("call", calls.incrementAndGet()));
    }

    @PostMapping("/large")
    Map<String, Object> large() {
        return Map.of("call", calls.incrementAndGet(), "text", "x".repeat(2 << 20));
    }

    @PostMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        SseEmitter events = new SseEmitter();
        CompletableFuture.runAsync(() -> {
            try {
                events.send("call " + calls.incrementAndGet());
                events.complete();
            } catch (IOException e) {
                events.completeWithError(e);
            }
        });
        return events;
    }

    @PostMapping("/nothing")
    ResponseEntity<Void> nothing() {
        return ResponseEntity.noContent()
                .header("X-Call", "" + calls.incrementAndGet())
                .build();
    }

    @PostMapping("/failing")
    void failing(@RequestParam String kind) {
        if (kind.equals("bug")) {
            throw new IllegalStateException("call " + calls.incrementAndGet());
        }
        throw new Problem(Problem.Kind.valueOf(kind), "counted", "call " + calls.incrementAndGet());
    }
}
