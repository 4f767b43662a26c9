package dev.ferrule.enduser;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.ferrule.vault.Place;
import dev.ferrule.vault.SecretKeeper;
import dev.ferrule.vault.Vault;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.MongoId;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The key that signs an organisation's connect links: 256 random bits, stored sealed. It is kept open in memory, so that
 * refusing a forged link costs a hash and no key management service.
 */
@Component
class LinkKeys implements SecretKeeper {

    private final MongoTemplate mongo;
    private final Vault vault;
    private final Map<String, byte[]> open = new ConcurrentHashMap<>();

    LinkKeys(MongoTemplate mongo, Vault vault) {
        this.mongo = mongo;
        this.vault = vault;
    }

    @Document("connectLinkKeys")
    record LinkKey(@MongoId String org, Binary key) {}

    /** The key, made on first use. */
    byte[] get(String org) {
        byte[] known = find(org);
        if (known != null) {
            return known;
        }
        byte[] made = new byte[32];
        new SecureRandom().nextBytes(made);
        try {
            LinkKey unused = mongo.insert(new LinkKey(org, vault.seal(place(org), made)));
            open.put(org, made);
            return made;
        } catch (DuplicateKeyException faster) {
            byte[] theirs = find(org);
            if (theirs == null) {
                throw faster;
            }
            return theirs;
        }
    }

    /** The key, if there is one: none is made for an organisation that only a link names. */
    byte @Nullable [] find(String org) {
        byte[] known = open.get(org);
        if (known != null) {
            return known;
        }
        LinkKey stored = mongo.findById(org, LinkKey.class);
        if (stored == null) {
            return null;
        }
        byte[] opened = vault.open(place(org), stored.key());
        open.put(org, opened);
        return opened;
    }

    private static Place place(String org) {
        return new Place(org, "connect-links", "key");
    }

    @Override
    public int sealAgain(String org) {
        LinkKey stored = mongo.findById(org, LinkKey.class);
        if (stored == null) {
            return 0;
        }
        Binary again = vault.seal(place(org), vault.open(place(org), stored.key()));
        Query same = Query.query(where("_id").is(org).and("key").is(stored.key()));
        mongo.updateFirst(same, Update.update("key", again), LinkKey.class);
        return 1;
    }
}
