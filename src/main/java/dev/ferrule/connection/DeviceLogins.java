package dev.ferrule.connection;

import dev.ferrule.auth.AuthMethod;
import dev.ferrule.connection.Logins.Login;
import dev.ferrule.oauth.AuthorizationServer;
import dev.ferrule.oauth.Device;
import dev.ferrule.oauth.OAuthRefusal;
import dev.ferrule.oauth.Tokens;
import dev.ferrule.problem.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Logins that a person confirms on another device by typing a code there (RFC 8628). */
@Component
class DeviceLogins {

    private static final String CODE = "deviceCode";
    private static final long SLOWER_BY_SECONDS = 5;

    private final Logins logins;
    private final OAuthFlows flows;
    private final Secrets secrets;
    private final Grants grants;
    private final AuthorizationServer server;

    DeviceLogins(Logins logins, OAuthFlows flows, Secrets secrets, Grants grants, AuthorizationServer server) {
        this.logins = logins;
        this.flows = flows;
        this.secrets = secrets;
        this.grants = grants;
        this.server = server;
    }

    /** What to show to the person, and how often to ask whether it is done. */
    record Begun(
            String id,
            String userCode,
            String verificationUri,
            @Nullable String verificationUriComplete,
            Instant expiresAt,
            long intervalSeconds) {}

    /** @param state {@code pending} or {@code connected} */
    record Progress(String state, @Nullable Connection connection, long intervalSeconds) {}

    Begun begin(String org, String connectorId, LoginForm form) {
        Login login = logins.begin(org, connectorId, form, "device_code");
        AuthMethod method = login.method();
        String url = Logins.wanted(method.oauthDetails().deviceAuthorizationUrl(), "deviceAuthorizationUrl");
        Map<String, String> parameters = new HashMap<>();
        if (!login.scopes().isEmpty()) {
            parameters.put("scope", Grants.scope(method, login.scopes()));
        }
        Device device;
        try {
            device = server.device(url, Grants.client(method, login.client()), parameters);
        } catch (OAuthRefusal refusal) {
            throw Logins.refused(refusal);
        }
        String id = new ObjectId().toHexString();
        Instant expiresAt = ConnectionStore.now().plusSeconds(Math.min(device.expiresIn(), 3_600));
        flows.begin(new OAuthFlow(
                id,
                org,
                login.connection(),
                login.reconnects(),
                secrets.seal(org, id, CODE, device.deviceCode()),
                null,
                null,
                null,
                login.scopes(),
                ConnectionStore.now(),
                device.interval(),
                expiresAt));
        return new Begun(
                id,
                device.userCode(),
                device.verificationUri(),
                device.verificationUriComplete(),
                expiresAt,
                device.interval());
    }

    /** Asks the server at most as often as it wants; whoever asks us more often is told to wait. */
    Progress poll(String org, String connectorId, String id) {
        OAuthFlow known = flows.find(id)
                .filter(flow -> flow.org().equals(org)
                        && flow.redirectUri() == null
                        && flow.connection().connectorId().equals(connectorId))
                .orElseThrow(() -> Problem.notFound("device login", id));
        OAuthFlow flow = flows.claimPoll(id, Instant.now().plusSeconds(known.intervalSeconds()));
        if (flow == null) {
            return new Progress("pending", null, known.intervalSeconds());
        }
        try {
            Map<String, String> client = secrets.open(flow.connection());
            String code = secrets.open(org, id, CODE, flow.secret());
            Tokens tokens = grants.byDevice(flow.connection().method(), client, code);
            OAuthFlow taken = flows.take(id).orElseThrow(() -> Problem.notFound("device login", id));
            return new Progress("connected", logins.finish(taken, tokens).shown(), 0);
        } catch (OAuthRefusal refusal) {
            long interval = flow.intervalSeconds();
            if (refusal.code().equals("slow_down")) {
                interval += SLOWER_BY_SECONDS;
                flows.slowDown(id, interval, Instant.now().plusSeconds(interval));
            } else if (refusal.lasting() && !refusal.code().equals("authorization_pending")) {
                flows.take(id);
                throw Logins.refused(refusal);
            }
            return new Progress("pending", null, interval);
        }
    }
}
