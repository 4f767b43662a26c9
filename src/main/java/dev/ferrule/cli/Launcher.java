package dev.ferrule.cli;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the application that commands work with. */
class Launcher {

    private static final int LONGEST_END_SECONDS = 30;

    private final Class<?> application;

    Launcher(Class<?> application) {
        this.application = application;
    }

    /** What a command does with the application; the result is its exit code. */
    interface Work {
        int with(ApplicationContext application) throws Exception;

        /** On Ctrl-C, from another thread. True: it comes to an end soon, and may do so. */
        default boolean stop() {
            return false;
        }
    }

    /** What to do once the service answers at {@code port}. */
    interface Ready {
        void at(ApplicationContext application, int port);
    }

    /** Starts the application without its web server, quietly, and closes it after the work. */
    int use(Work work) throws Exception {
        return use(Map.of(), work);
    }

    /** The same with settings that go before those of the environment. */
    int use(Map<String, String> settings, Work work) throws Exception {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLogStartupInfo(false);
        spring.setDefaultProperties(Map.of("logging.level.root", "warn"));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        // Spring's own would close the database under the feet of who is still writing.
        spring.setRegisterShutdownHook(false);
        CountDownLatch over = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = spring.run(arguments)) {
            Thread hook = new Thread(() -> leave(work, context, over), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return work.with(context);
            } finally {
                forget(hook);
            }
        } finally {
            over.countDown();
        }
    }

    private static void leave(Work work, ConfigurableApplicationContext context, CountDownLatch over) {
        try {
            if (!work.stop() || !over.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                context.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is at work already.
        }
    }

    /** Starts the whole application and returns when it was closed. */
    void serve(Ready ready) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication spring = new SpringApplication(application);
        spring.addListeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        ConfigurableApplicationContext context = spring.run();
        int port = context instanceof WebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : -1;
        ready.at(context, port);
        closed.await();
    }
}
