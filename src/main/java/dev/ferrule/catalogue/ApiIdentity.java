package dev.ferrule.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of one API have in common: a title without its version, and the domain that serves it. Title and
 * domain say "perhaps the same"; whether it is, {@link ApiFamily} decides by the paths.
 */
final class ApiIdentity {

    private static final Pattern VERSION = Pattern.compile(
            "\\b(version|ver|v|r)?[ .]?\\d+([._-]\\d+)*([._-]?(alpha|beta|preview|rc|snapshot)\\d*)?\\b");
    private static final Pattern NOISE =
            Pattern.compile("\\b(the|api|apis|rest|restful|openapi|swagger|specification|spec|documentation|docs)\\b");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern REHEARSAL = Pattern.compile(
            "(^|[.-])(staging|stage|stg|sandbox|sbx|test|testing|qa|uat|dev|develop|development|preprod|preview|demo|nonprod)\\d*[.-]");
    private static final int LONGEST_TITLE = 60;

    /** Hosting that is shared by strangers, or nobody's at all: it says nothing about whose API it is. */
    private static final Set<String> ANYBODYS = Set.of(
            "azurewebsites.net",
            "azure-api.net",
            "cloudapp.net",
            "herokuapp.com",
            "appspot.com",
            "run.app",
            "cloudfunctions.net",
            "cloudfront.net",
            "execute-api.amazonaws.com",
            "elasticbeanstalk.com",
            "github.io",
            "gitlab.io",
            "vercel.app",
            "netlify.app",
            "onrender.com",
            "fly.dev",
            "pages.dev",
            "workers.dev",
            "ngrok.io",
            "ngrok-free.app",
            "rapidapi.com",
            "apiary-mock.com",
            "swaggerhub.com",
            "localhost",
            "local",
            "localdomain",
            "internal",
            "example.com",
            "example.org",
            "example.net",
            "test",
            "invalid");

    /** Under a country's domain the second label is often a kind, not an owner. */
    private static final Set<String> KINDS =
            Set.of("co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob");

    private ApiIdentity() {}

    /** Such as {@code petstore-example.com}; {@code api} where nothing readable is left of the title. */
    static String of(String title, @Nullable String host) {
        String slug = slug(title);
        String domain = domain(host);
        return domain.isEmpty() ? slug : slug + "@" + domain;
    }

    static String slug(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String words = NOISE.matcher(VERSION.matcher(plain).replaceAll(" ")).replaceAll(" ");
        String slug = dashes(words);
        if (slug.isEmpty()) {
            slug = dashes(plain);
        }
        if (slug.length() > LONGEST_TITLE) {
            slug = slug.substring(0, LONGEST_TITLE).replaceAll("-+$", "");
        }
        return slug.isEmpty() ? "api" : slug;
    }

    private static String dashes(String words) {
        return OTHER.matcher(words).replaceAll(" ").strip().replace(' ', '-');
    }

    /** The part of a host that somebody registered; empty where the host says nothing about the owner. */
    static String domain(@Nullable String host) {
        if (host == null || host.contains("{") || ADDRESS.matcher(host).matches()) {
            return "";
        }
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        String[] labels = name.split("\\.");
        int count = labels.length;
        if (count < 2 || isAnybodys(name)) {
            return "";
        }
        boolean kind = count > 2 && labels[count - 1].length() == 2 && KINDS.contains(labels[count - 2]);
        String domain = labels[count - 2] + "." + labels[count - 1];
        return kind ? labels[count - 3] + "." + domain : domain;
    }

    /** Whether the host says of itself that it is for trying things: {@code staging-api.shop.com}. */
    static boolean isRehearsal(@Nullable String host) {
        String domain = domain(host);
        return host != null
                && !domain.isEmpty()
                && REHEARSAL
                        .matcher(host.toLowerCase(Locale.ROOT).substring(0, host.length() - domain.length()))
                        .find();
    }

    private static boolean isAnybodys(String host) {
        for (String shared : ANYBODYS) {
            if (host.equals(shared) || host.endsWith("." + shared)) {
                return true;
            }
        }
        // An AWS gateway has its region between: abc.execute-api.eu-west-1.amazonaws.com.
        return host.contains(".execute-api.") && host.endsWith(".amazonaws.com");
    }
}
