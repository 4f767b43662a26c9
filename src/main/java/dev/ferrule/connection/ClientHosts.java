package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.auth.OAuthDetails;
import dev.ferrule.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a connector's addresses an end user fills in, and whether that is safe: an end user is nobody who may
 * decide where the organisation's client secret is sent.
 */
final class ClientHosts {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]{1,100})}");

    /** What follows the last variable of a host: at least two labels, as in {@code .northcart.example}. */
    private static final Pattern FIXED = Pattern.compile("\\.[A-Za-z0-9-]+\\.[A-Za-z0-9.:-]+");

    private ClientHosts() {}

    /**
     * Refuses a login whose tokens would be asked for at a host that the end user chooses freely.
     *
     * @param baseUrl what relative addresses are completed by, its variables not filled in
     */
    static void check(AuthMethod method, @Nullable String baseUrl) {
        OAuthDetails details = method.oauthDetails();
        List<@Nullable String> addresses = new ArrayList<>();
        addresses.add(method.tokenUrl());
        addresses.add(method.openIdConnectUrl());
        addresses.add(details.revocationUrl());
        for (String address : addresses) {
            if (address != null && isOpen(address, baseUrl)) {
                throw new Problem(
                        Problem.Kind.UNPROCESSABLE,
                        "login-host-open",
                        "An end user could choose the host that the organisation's client secret is sent to: the auth"
                                + " method's addresses must end in a fixed domain, such as"
                                + " https://{store}.northcart.example/token.");
            }
        }
    }

    private static boolean isOpen(String address, @Nullable String baseUrl) {
        boolean relative = address.startsWith("/") && !address.startsWith("//");
        String url = relative && baseUrl != null ? baseUrl : address;
        if (url.startsWith("{")) {
            return true;
        }
        int start = url.indexOf("//") + 2;
        int end = url.indexOf('/', start);
        String host = end < 0 ? url.substring(start) : url.substring(start, end);
        return host.indexOf('{') >= 0
                && !FIXED.matcher(host.substring(host.lastIndexOf('}') + 1)).matches();
    }

    /** Names of all that must be filled in, but an API key that is a part of the base URL. */
    static List<String> variables(List<AuthMethod> methods, @Nullable String baseUrl) {
        Set<String> names = new LinkedHashSet<>();
        collect(baseUrl, names);
        for (AuthMethod method : methods) {
            OAuthDetails details = method.oauthDetails();
            collect(method.authorizationUrl(), names);
            collect(method.tokenUrl(), names);
            collect(method.openIdConnectUrl(), names);
            collect(details.deviceAuthorizationUrl(), names);
            collect(details.revocationUrl(), names);
            collect(method.session() == null ? null : method.session().loginUrl(), names);
        }
        methods.stream().filter(method -> "path".equals(method.in())).forEach(method -> names.remove(method.name()));
        return List.copyOf(names);
    }

    private static void collect(@Nullable String url, Set<String> names) {
        if (url != null) {
            Matcher matcher = VARIABLE.matcher(url);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
    }
}
