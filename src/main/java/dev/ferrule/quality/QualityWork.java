package dev.ferrule.quality;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Inspects in the background, by one thread that gives way to everything else. */
@Component
class QualityWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QualityWork.class);

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ExecutorService thread;
    private volatile boolean running;

    /** Nothing, when it is at work for that organisation already. */
    void begin(String org, Runnable work) {
        ExecutorService worker = thread;
        if (!running || worker == null || !begun.add(org)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("Specs could not be inspected; whoever asks again begins again: {}", e.toString());
                } finally {
                    begun.remove(org);
                }
            });
        } catch (RejectedExecutionException stopping) {
            begun.remove(org);
        }
    }

    /** Also after a stop. */
    @Override
    public void start() {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "quality");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ExecutorService worker = thread;
        if (worker != null) {
            worker.shutdown();
        }
        begun.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
