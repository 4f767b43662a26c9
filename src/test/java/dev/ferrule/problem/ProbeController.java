package dev.ferrule.problem;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** An endpoint of the tests' own, picked up by the application's scan, that fails in every way there is. */
@Hidden
@RestController
@RequestMapping("/api/v1/probe")
class ProbeController {

    private final MongoOperations mongo;

    ProbeController(MongoOperations mongo) {
        this.mongo = mongo;
    }

    enum Color {
        RED,
        GREEN
    }

    record Item(String name, int amount) {}

    record Order(String note, Color color, Boolean urgent, Integer count, List<Item> items, JsonNode extra) {
        Order {
            if ("refuse-me".equals(note)) {
                throw Problem.invalid("/note", "This note is refused.");
            }
        }
    }

    @PostMapping("/orders")
    Order order(@RequestBody Order order) {
        return order;
    }

    @GetMapping("/orders")
    List<String> orders(@RequestParam String q, @RequestParam(defaultValue = "1") int limit) {
        return List.of(q, "" + limit);
    }

    @PostMapping("/files")
    ResponseEntity<Long> file(@RequestParam MultipartFile file) {
        return ResponseEntity.status(201).body(file.getSize());
    }

    @PostMapping("/bytes")
    Map<String, Long> bytes(InputStream body) throws IOException {
        return Map.of("length", body.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    @GetMapping("/failures/{kind}")
    void fail(@PathVariable String kind) throws IOException {
        switch (kind) {
            case "bug" -> throw new IllegalStateException("the password is hunter2");
            case "stale" -> throw new OptimisticLockingFailureException("Cannot save entity 7");
            case "duplicate" -> {
                mongo.getCollection("probe").insertOne(new Document("_id", "same"));
                mongo.getCollection("probe").insertOne(new Document("_id", "same"));
            }
            case "disk" -> throw new java.io.UncheckedIOException(new IOException("No space left on device"));
            case "database" -> throw new com.mongodb.MongoTimeoutException("no server at 10.0.0.1");
            case "stack" -> throw new StackOverflowError();
            default -> throw new Problem(Problem.Kind.valueOf(kind), "probe-failed", "As you asked.");
        }
    }

    @GetMapping("/texts")
    Map<String, Object> text() {
        return Map.of("half\uD800", List.of("half \uD83D and \0 and \uD83D\uDE00"));
    }

    @GetMapping("/void")
    void notFoundByTheSpec() {
        throw Problem.notFound("spec", "x\uDC00\u0001");
    }
}
