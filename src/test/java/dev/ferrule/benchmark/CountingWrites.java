package dev.ferrule.benchmark;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Counts the commands that the application sends to its database. */
class CountingWrites implements CommandListener {

    private static final Set<String> READS =
            Set.of("find", "getmore", "aggregate", "count", "distinct", "hello", "ismaster", "ping", "endsessions");

    private final LongAdder writes = new LongAdder();
    private final LongAdder reads = new LongAdder();

    @Bean
    MongoClientSettingsBuilderCustomizer counted() {
        return settings -> settings.addCommandListener(this);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        boolean read = READS.contains(event.getCommandName().toLowerCase(Locale.ROOT));
        (read ? reads : writes).increment();
    }

    long writes() {
        return writes.sum();
    }

    long reads() {
        return reads.sum();
    }
}
