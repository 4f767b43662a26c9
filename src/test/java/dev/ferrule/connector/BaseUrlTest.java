package dev.ferrule.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "http://localhost:8080/v1",
                "https://{store}.myshop.example/admin/api",
                "https://{region}.example.com:{port}/v1/{tenant id}",
                "{server}/v1",
                "{scheme}://{host}/v1",
                "https://bücher.example/api",
                "https://[2001:db8::1]:8443/api"
            })
    void takesHttpAndTemplates(String url) {
        assertThat(BaseUrl.fault(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://api.example.com/%0aalert(1)",
                "{x}javascript://api.example.com",
                "file:///etc/passwd",
                "ftp://api.example.com",
                "https://user:secret@api.example.com",
                "{scheme}://user@{host}",
                "https://",
                "https:///v1",
                "https://api.example.com\r\nX-Evil: 1",
                "https://api.example.com/{unclosed",
                "https://api.example.com?key=1",
                "https://api.example.com#top",
                "https:\\\\api.example.com",
                "api.example.com",
                "/v1",
                "x://api.example.com",
                ""
            })
    void refusesWhatIsNoBaseUrl(String url) {
        assertThat(BaseUrl.fault(url)).isNotNull();
    }

    @Test
    void completesWhatSpecsLeaveOut() {
        assertThat(BaseUrl.fromSpec("//api.example.com/v1", null)).isEqualTo("https://api.example.com/v1");
        assertThat(BaseUrl.fromSpec("/v1", "example.com")).isEqualTo("https://example.com/v1");
        assertThat(BaseUrl.fromSpec("/v1", null)).isEqualTo("https://{host}/v1");
        assertThat(BaseUrl.fromSpec("https://api.example.com/", null)).isEqualTo("https://api.example.com");
        assertThat(BaseUrl.fromSpec("javascript:alert(1)", "example.com")).isNull();
        assertThat(BaseUrl.fromSpec(null, "example.com")).isNull();
    }
}
