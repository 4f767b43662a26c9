package dev.ferrule.page;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of this machine: found, never downloaded, and started once for all tests of a run. */
final class Chromium {

    private static final Optional<Chromium> INSTALLED = find();

    // It says of every new Chromium that it doesn't know it yet; what is used here works with any.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final File browser;
    private final File driver;

    private Chromium(File browser, File driver) {
        this.browser = browser;
        this.driver = driver;
    }

    static boolean isThere() {
        return INSTALLED.isPresent();
    }

    private static final class Started {
        static final Browser BROWSER = new Browser(INSTALLED.orElseThrow().start());
    }

    /** The one that all tests share. */
    static Browser shared() {
        return Started.BROWSER;
    }

    private static Optional<Chromium> find() {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = onPath("chromedriver");
        return browser.flatMap(found -> driver.map(driving -> new Chromium(found, driving)));
    }

    private static Optional<File> onPath(String... names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "") + File.pathSeparator + "/usr/bin"
                + File.pathSeparator + "/usr/lib/chromium-browser";
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    private ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // The tests may run as root in a container, where Chromium has none.
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--force-color-profile=srgb",
                "--hide-scrollbars",
                "--lang=en",
                // Whatever the page would ask of another machine fails here, instead of leaving.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--window-size=1600,1000");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en"));
        // Network events of the protocol, to see which hosts were asked.
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        options.setExperimentalOption("excludeSwitches", List.of("enable-automation"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Both given by their paths, so that Selenium looks for nothing and downloads nothing.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver)
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        ChromeDriver started = new ChromeDriver(service, options);
        Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
        return started;
    }
}
