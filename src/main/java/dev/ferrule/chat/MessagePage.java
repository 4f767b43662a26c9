package dev.ferrule.chat;

import java.util.List;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;

/** Older messages of a chat, in a document that is written once and read by its id. */
@Document("chatPages")
record MessagePage(@MongoId String id, String org, List<Message> messages) {

    static String idOf(String chatId, int number) {
        return chatId + ':' + number;
    }
}
