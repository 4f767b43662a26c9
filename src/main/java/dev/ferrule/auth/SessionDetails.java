package dev.ferrule.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session begins: a login request, and where its answer has the token. One of the three places is needed; the token
 * is sent where the method's {@code in}, {@code name} and {@code prefix} say, as {@code Authorization: Bearer} when they say
 * nothing, and as the cookie that it came in when it came in one.
 *
 * @param loginUrl complete, or a path at the host of the base URL
 * @param method {@code POST} unless it says another
 * @param format of what is sent: {@code json} (usual) or {@code form}
 * @param fields what is sent: names, or JSON Pointers (RFC 6901) where the object has objects in it; {@code {username}} and
 *     {@code {password}} in their values are replaced; null: {@code username} and {@code password}
 * @param tokenPointer where the token is in the answer (JSON Pointer)
 * @param tokenHeader which header of the answer it is
 * @param tokenCookie which cookie of the answer it is
 * @param expiresInPointer where the answer says for how many seconds it is good
 * @param expiresIn for how many seconds it is good when the answer doesn't say; null: until it is refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionDetails(
        String loginUrl,
        @Nullable String method,
        @Nullable String format,
        @Nullable List<OAuthDetails.Parameter> fields,
        @Nullable String tokenPointer,
        @Nullable String tokenHeader,
        @Nullable String tokenCookie,
        @Nullable String expiresInPointer,
        @Nullable Long expiresIn) {

    private static final List<OAuthDetails.Parameter> USUAL = List.of(
            new OAuthDetails.Parameter("username", "{username}"), new OAuthDetails.Parameter("password", "{password}"));

    /** What is sent, by default a name and a password under these names. */
    public List<OAuthDetails.Parameter> sent() {
        return fields == null || fields.isEmpty() ? USUAL : fields;
    }

    /** The same with the address filled in. */
    public SessionDetails at(String url) {
        return new SessionDetails(
                url, method, format, fields, tokenPointer, tokenHeader, tokenCookie, expiresInPointer, expiresIn);
    }
}
