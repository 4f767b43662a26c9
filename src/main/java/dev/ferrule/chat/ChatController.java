package dev.ferrule.chat;

import dev.ferrule.http.ETags;
import dev.ferrule.http.Page;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Chats: made, listed, read, renamed and deleted. */
@RestController
@RequestMapping("/api/v1")
class ChatController {

    private final Chats chats;
    private final ChatStore store;
    private final Turns turns;

    ChatController(Chats chats, ChatStore store, Turns turns) {
        this.chats = chats;
        this.store = store;
        this.turns = turns;
    }

    record ChatForm(@Nullable String title) {}

    @PostMapping("/integrations/{id}/chats")
    ResponseEntity<Chat> create(
            Principal caller, @PathVariable String id, @RequestBody(required = false) @Nullable ChatForm form) {
        Chat chat = chats.create(caller.getName(), id, form == null ? null : form.title());
        return ResponseEntity.created(URI.create("/api/v1/chats/" + chat.id()))
                .eTag("\"" + chat.version() + "\"")
                .body(chat);
    }

    /** Without their messages. */
    @GetMapping("/integrations/{id}/chats")
    Page<Chat> list(
            Principal caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<Chat> page = chats.list(caller.getName(), id, limit, cursor);
        return new Page<>(
                page.items().stream()
                        .map(turns::settled)
                        .map(Chat::withoutMessages)
                        .toList(),
                page.nextCursor());
    }

    /** With all its messages. */
    @GetMapping("/chats/{id}")
    ResponseEntity<Chat> get(Principal caller, @PathVariable String id) {
        turns.settled(store.get(caller.getName(), id));
        Chat chat = store.whole(caller.getName(), id);
        return ETags.ok(chat, chat.version());
    }

    @PatchMapping("/chats/{id}")
    ResponseEntity<Chat> rename(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChatForm form) {
        if (form.title() == null) {
            throw Problem.invalid("/title", "A title is needed: it is what can be changed.");
        }
        String title = Titles.checked(form.title());
        Chat chat = store.rename(caller.getName(), id, ifMatch, title);
        return ETags.ok(chat.withoutMessages(), chat.version());
    }

    /** An answer that is being made is called off. Plan and connectors stay. */
    @DeleteMapping("/chats/{id}")
    ResponseEntity<Void> remove(
            Principal caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Chat chat = store.get(caller.getName(), id);
        ETags.check(ifMatch, chat.version(), "chat", id);
        turns.cancel(caller.getName(), id);
        store.remove(chat);
        return ResponseEntity.noContent().build();
    }
}
