package dev.ferrule.drift;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Keeps upgrades. */
@Repository
class UpgradeStore {

    private final MongoTemplate mongo;

    UpgradeStore(MongoTemplate mongo) {
        this.mongo = mongo;
        mongo.indexOps(Upgrade.class)
                .createIndex(new Index("org", Sort.Direction.ASC)
                        .on("connectorId", Sort.Direction.ASC)
                        .named("org_connector"));
    }

    /** The newest of a connector that has not been taken back. */
    Optional<Upgrade> last(String org, String connectorId) {
        Query query = Query.query(where("org")
                        .is(org)
                        .and("connectorId")
                        .is(connectorId)
                        .and("state")
                        .ne("UNDONE"))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .limit(1);
        return Optional.ofNullable(mongo.findOne(query, Upgrade.class));
    }

    /** A stale one ends in an optimistic locking failure: somebody else goes on with it. */
    Upgrade save(Upgrade upgrade) {
        return upgrade.version() == null ? mongo.insert(upgrade) : mongo.save(upgrade);
    }
}
