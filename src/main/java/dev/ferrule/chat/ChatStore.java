package dev.ferrule.chat;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.http.ETags;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Keeps chats. Every change is one conditional write to the chat's own document, so that two at once cannot mix; only
 * older messages go elsewhere, and they are copied before they are taken out here.
 */
@Component
class ChatStore {

    private static final FindAndModifyOptions CHANGED =
            FindAndModifyOptions.options().returnNew(true);

    private final MongoTemplate mongo;

    ChatStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Chat.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("integrationId", Sort.Direction.ASC)
                        .on("_id", Sort.Direction.ASC)
                        .named("org_integration_id"));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    Chat insert(Chat chat) {
        return mongo.insert(chat);
    }

    /** With its newest messages only. */
    Chat get(String org, String id) {
        Chat chat = mongo.findById(id, Chat.class);
        if (chat == null || !chat.org().equals(org)) {
            throw Problem.notFound("chat", id);
        }
        return chat;
    }

    /** With every message. The chat comes first: pages that it counts never change again. */
    Chat whole(String org, String id) {
        Chat chat = get(org, id);
        List<Message> all = new ArrayList<>();
        for (int number = 0; number < chat.pages(); number++) {
            MessagePage page = mongo.findById(MessagePage.idOf(id, number), MessagePage.class);
            if (page != null) {
                all.addAll(page.messages());
            }
        }
        all.addAll(chat.messages());
        return chat.withMessages(all);
    }

    List<Chat> list(String org, String integrationId, @Nullable String after, int limit) {
        Criteria criteria = where("org").is(org).and("integrationId").is(integrationId);
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        Query query = Query.query(criteria).with(Sort.by("_id")).limit(limit);
        query.fields().exclude("messages", "digest");
        return mongo.find(query, Chat.class);
    }

    long count(String org, String integrationId) {
        return mongo.count(Query.query(where("org").is(org).and("integrationId").is(integrationId)), Chat.class);
    }

    Chat rename(String org, String id, @Nullable String ifMatch, String title) {
        Chat chat = get(org, id);
        ETags.check(ifMatch, chat.version(), "chat", id);
        Criteria same = where("_id").is(id).and("org").is(org);
        if (ifMatch != null && !ifMatch.isBlank() && !ifMatch.strip().equals("*")) {
            same = same.and("version").is(chat.version());
        }
        Chat renamed = mongo.findAndModify(Query.query(same), update().set("title", title), CHANGED, Chat.class);
        if (renamed == null) {
            get(org, id);
            throw Problem.stale("chat", id);
        }
        return renamed;
    }

    void remove(Chat chat) {
        mongo.remove(Query.query(where("_id").is(chat.id())), Chat.class);
        for (int number = 0; number <= chat.pages(); number++) {
            mongo.remove(Query.query(where("_id").is(MessagePage.idOf(chat.id(), number))), MessagePage.class);
        }
    }

    /** Takes the turn with its question; null when somebody else has it. */
    @Nullable
    Chat claim(Chat chat, Turn turn, Message question) {
        Update update = update().set("turn", turn).push("messages", question);
        if (chat.title().equals(Chat.UNTITLED)) {
            update.set("title", Titles.of(question.text()));
        }
        return mongo.findAndModify(
                Query.query(where("_id")
                        .is(chat.id())
                        .and("org")
                        .is(chat.org())
                        .and("turn")
                        .is(null)),
                update,
                CHANGED,
                Chat.class);
    }

    /** Keeps the turn; null when it is lost, else the turn as it is now. */
    @Nullable
    Turn renew(String chatId, Turn turn, Instant until) {
        Chat chat =
                mongo.findAndModify(holding(chatId, turn), new Update().set("turn.until", until), CHANGED, Chat.class);
        return chat == null ? null : chat.turn();
    }

    /** Tells whoever has the turn, in this process or another, to end it; false when there was nothing to end. */
    boolean cancel(String chatId, Turn turn) {
        return mongo.findAndModify(holding(chatId, turn), new Update().set("turn.cancelled", true), Chat.class) != null;
    }

    /** Ends the turn with its answer; null when it was lost before. */
    @Nullable
    Chat finish(String chatId, Turn turn, Message answer, @Nullable String planId, @Nullable Agreed agreed) {
        Update update = update().unset("turn").push("messages", answer);
        if (planId != null) {
            update.set("planId", planId);
        }
        if (agreed != null) {
            update.set("agreed", agreed);
        }
        return mongo.findAndModify(holding(chatId, turn), update, CHANGED, Chat.class);
    }

    /**
     * Moves older messages of a chat whose turn one has into a page. A crash in between leaves a page that nobody counts,
     * and that the next move writes again.
     */
    void move(Chat chat, Turn turn, int count, List<String> digest) {
        List<Message> older = chat.messages().subList(0, count);
        List<Message> newer = chat.messages().subList(count, chat.messages().size());
        mongo.save(new MessagePage(MessagePage.idOf(chat.id(), chat.pages()), chat.org(), older));
        mongo.findAndModify(
                holding(chat.id(), turn),
                new Update().set("messages", newer).set("digest", digest).set("pages", chat.pages() + 1),
                Chat.class);
    }

    private static Query holding(String chatId, Turn turn) {
        return Query.query(where("_id").is(chatId).and("turn.id").is(turn.id()));
    }

    private static Update update() {
        return new Update().inc("version", 1).set("updatedAt", now());
    }
}
