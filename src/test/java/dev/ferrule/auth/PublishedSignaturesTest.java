package dev.ferrule.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferrule.auth.Scheme.Moment;
import dev.ferrule.egress.Call;
import dev.ferrule.egress.Call.Header;
import dev.ferrule.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that the specifications themselves give, with their keys. */
class PublishedSignaturesTest {

    private static final Map<String, String> PHOTOS = Map.of(
            "consumerKey",
            "dpf43f3p2l4k3l03",
            "consumerSecret",
            "kd94hf93k423kf44",
            "token",
            "nnch734d00sl2jdk",
            "tokenSecret",
            "pfkkdhi9sl3r4s00");
    private static final Map<String, String> AWS =
            Map.of("accessKeyId", "AKIDEXAMPLE", "secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final Map<String, String> S3 = Map.of(
            "accessKeyId", "AKIAIOSFODNN7EXAMPLE", "secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String NO_COUNT = "00000001";

    private static Call call(String method, String url, String body, String... headers) {
        List<Header> all = new java.util.ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new Header(headers[i], headers[i + 1]));
        }
        return new Call(method, URI.create(url), all, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(Call signed, String name) {
        return Arrays.stream(String.valueOf(signed.header("Authorization")).split("[ ,]+"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    @Test
    void oauth1SignsAsRfc5849Section12Does() {
        Call signed = new OAuth1(null, "Photos")
                .sign(
                        PHOTOS,
                        call("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", ""),
                        new Moment(Instant.ofEpochSecond(137131202), "chapoH"));
        assertThat(signed.header("Authorization"))
                .isEqualTo("OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\","
                        + " oauth_token=\"nnch734d00sl2jdk\", oauth_signature_method=\"HMAC-SHA1\","
                        + " oauth_timestamp=\"137131202\", oauth_nonce=\"chapoH\","
                        + " oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\"");
    }

    @Test
    void oauth1MakesTheBaseStringOfRfc5849Section341() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("oauth_consumer_key", "9djdj82h48djs9d2");
        own.put("oauth_token", "kkk9d7dh3k39sjv7");
        own.put("oauth_signature_method", "HMAC-SHA1");
        own.put("oauth_timestamp", "137131201");
        own.put("oauth_nonce", "7d8f3e4a");
        Call call = call(
                "POST",
                "http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
                "c2&a3=2+q",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(OAuth1.base(call, own))
                .isEqualTo(
                        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%2525"
                                + "3D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26"
                                + "oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
    }

    @Test
    void oauth1SignsByKeyAndByPlainSecrets() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Moment moment = new Moment(Instant.ofEpochSecond(137131202), "chapoH");
        Call plain = call("GET", "https://photos.example.net/photos?size=original", "");
        Call signed = new OAuth1("RSA-SHA1", null).sign(Map.of("consumerKey", "c", "privateKey", pem), plain, moment);
        Signature check = Signature.getInstance("SHA1withRSA");
        check.initVerify(keys.getPublic());
        Map<String, String> own = new LinkedHashMap<>();
        for (String name : List.of("oauth_consumer_key", "oauth_signature_method", "oauth_timestamp", "oauth_nonce")) {
            own.put(name, field(signed, name));
        }
        check.update(OAuth1.base(plain, own).getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(Base64.getDecoder().decode(Urls.decoded(field(signed, "oauth_signature")))))
                .isTrue();

        Call open = new OAuth1("PLAINTEXT", null).sign(PHOTOS, plain, moment);
        assertThat(field(open, "oauth_signature")).isEqualTo("kd94hf93k423kf44%26pfkkdhi9sl3r4s00");
        assertThatThrownBy(() -> new OAuth1("RSA-SHA1", null).check(Map.of("privateKey", "canary")))
                .isInstanceOf(Problem.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256,753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void digestAnswersAsRfc7616Section391Does(String algorithm, String response) {
        DigestChallenge challenge = DigestChallenge.best(
                        List.of("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
                                + " algorithm=" + algorithm
                                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""))
                .orElseThrow();
        Call answer = Digest.answer(
                Map.of("username", "Mufasa", "password", "Circle of Life"),
                call("GET", "http://www.example.org/dir/index.html", ""),
                challenge,
                1,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertThat(field(answer, "response")).isEqualTo(response);
        assertThat(field(answer, "nc")).isEqualTo(NO_COUNT);
        assertThat(field(answer, "opaque")).isEqualTo("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    }

    @Test
    void digestTakesTheStrongestOfSeveralChallengesAndReadsOthersBesideIt() {
        List<String> fields = List.of(
                "Basic realm=\"simple\", Digest realm=\"a \\\"b\\\"\", nonce=\"n1\", algorithm=MD5-sess, stale=TRUE",
                "Digest realm=\"x\", nonce=\"n2\", algorithm=SHA-256, qop=\"auth-int\", userhash=true",
                "Digest realm=\"x\", nonce=\"n3\", algorithm=WHATEVER, qop=\"auth\"");
        DigestChallenge best = DigestChallenge.best(fields).orElseThrow();
        assertThat(best.nonce()).isEqualTo("n2");
        assertThat(best.qop()).isEqualTo("auth-int");
        DigestChallenge first = DigestChallenge.best(fields.subList(0, 1)).orElseThrow();
        assertThat(first.realm()).isEqualTo("a \"b\"");
        assertThat(first.isSession() && first.stale()).isTrue();
        assertThat(DigestChallenge.best(List.of("Bearer", "Negotiate abc==", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,https://example.amazonaws.com/,,,5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET,https://example.amazonaws.com/?Param1=value1,,,a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
        "GET,https://example.amazonaws.com/?Param2=value2&Param1=value1,,,b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "POST,https://example.amazonaws.com/,,,5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "POST,https://example.amazonaws.com/,application/x-www-form-urlencoded,Param1=value1,ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
    })
    void sigV4SignsTheVanillaExamples(String method, String url, String type, String body, String signature) {
        Call plain = call(method, url, body == null ? "" : body);
        Call typed = type == null ? plain : plain.with("Content-Type", type);
        Call signed = new AwsSigV4("us-east-1", "service", null, null)
                .sign(AWS, typed, new Moment(Instant.parse("2015-08-30T12:36:00Z"), ""));
        assertThat(field(signed, "Signature")).isEqualTo(signature);
    }

    @Test
    void sigV4SignsTheObjectStoresExamples() {
        Moment moment = new Moment(Instant.parse("2013-05-24T00:00:00Z"), "");
        Call get = call("GET", "https://examplebucket.s3.amazonaws.com/test.txt", "", "Range", "bytes=0-9");
        assertThat(field(AwsSigV4.USUAL.sign(S3, get, moment), "Signature"))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        Call put = call(
                "PUT",
                "https://examplebucket.s3.amazonaws.com/test$file.text",
                "Welcome to Amazon S3.",
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY");
        assertThat(field(AwsSigV4.USUAL.sign(S3, put, moment), "Signature"))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        Call lifecycle = call("GET", "https://examplebucket.s3.amazonaws.com/?lifecycle", "");
        assertThat(field(AwsSigV4.USUAL.sign(S3, lifecycle, moment), "Signature"))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
        Call address = new AwsSigV4(null, null, true, null)
                .sign(S3, call("GET", "https://examplebucket.s3.amazonaws.com/test.txt", ""), moment, "86400");
        assertThat(address.uri().getRawQuery())
                .contains("X-Amz-Expires=86400&X-Amz-SignedHeaders=host")
                .endsWith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void sigV4TakesRegionAndServiceFromTheHostAndSendsTheSessionToken() {
        Map<String, String> temporary = new HashMap<>(AWS);
        temporary.put("sessionToken", "passing");
        Call signed = new AwsSigV4(null, null, null, true)
                .sign(
                        temporary,
                        call("GET", "https://abc123.execute-api.eu-west-1.amazonaws.com/prod/a%20b", ""),
                        new Moment(Instant.parse("2015-08-30T12:36:00Z"), ""));
        assertThat(signed.header("Authorization"))
                .contains("/20150830/eu-west-1/execute-api/aws4_request")
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token");
        assertThat(signed.header("X-Amz-Content-Sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(signed.header("X-Amz-Security-Token")).isEqualTo("passing");
        assertThatThrownBy(() -> AwsSigV4.USUAL.sign(AWS, call("GET", "https://api.example.com/", ""), Moment.now()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("region");
    }

    /** Test case 2 of RFC 4231: key "Jefe", data "what do ya want for nothing?". */
    @Test
    void hmacIsTheOneOfRfc4231AndFillsItsTemplatesOnce() {
        SignedByHmac whole =
                new SignedByHmac("header", "X-Signature", new HmacDetails(null, "{body}", null, null, null, null));
        Call signed = whole.sign(
                Map.of("secret", "Jefe"),
                call("POST", "https://a.example/", "what do ya want for nothing?"),
                Moment.now());
        assertThat(signed.header("X-Signature"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

        SignedByHmac parts = new SignedByHmac(
                null,
                null,
                new HmacDetails(
                        "HMAC-SHA1",
                        "{method}\n{pathAndQuery}\n{header:X-Time}\n{bodyMd5Base64}",
                        "base64",
                        "HMAC {keyId}:{signature}",
                        List.of(new OAuthDetails.Parameter("X-Time", "{timestamp}")),
                        "hex"));
        Call other = parts.sign(
                Map.of("secret", "4a656665", "keyId", "{nonce}"),
                call("GET", "https://a.example/x?b=%7Bnonce%7D", ""),
                new Moment(Instant.ofEpochSecond(7), "n"));
        String expected = Base64.getEncoder()
                .encodeToString(Hashes.hmac(
                        "HmacSHA1",
                        Hashes.utf8("Jefe"),
                        Hashes.utf8("GET\n/x?b=%7Bnonce%7D\n7\n1B2M2Y8AsgTpgAmY7PhCfg==")));
        assertThat(other.header("Authorization")).isEqualTo("HMAC {nonce}:" + expected);
        assertThat(SignatureTemplate.unknown("{method} {secret} {header:Date}")).containsExactly("secret");
    }
}
