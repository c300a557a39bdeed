package rejoinder.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;

class GuardTest {
    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(new SinkDatabase(folder));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"})
    void aLoopbackNameIsAnswered(String host) throws IOException {
        assertThat(statusFor("GET /health/live HTTP/1.1\r\nHost: " + host)).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example", "localhost.rebound.example", "127.0.0.1.rebound.example:8080", "10.0.0.1"})
    void aForeignNameThatResolvesHereIsNotAnswered(String host) throws IOException {
        assertThat(statusFor("GET /health/live HTTP/1.1\r\nHost: " + host)).isEqualTo("421");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://elsewhere.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageOfAnotherSiteMayNotChangeAnything(String header) throws IOException {
        String post = "POST /api/v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" + header;

        assertThat(statusFor(post)).isEqualTo("403");
    }

    @Test
    void ourOwnPageMayAsk() throws IOException {
        String post = "POST /api/v1/documents HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 0\r\n"
                + "Origin: http://localhost:8080\r\nSec-Fetch-Site: same-origin";

        assertThat(statusFor(post)).isEqualTo("415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/js/main.js", "/api/v1/stories", "/nothing"})
    void everyAnswerForbidsWhatThePageDoesNotNeed(String path) {
        var headers = gateway.get(path).headers();

        assertThat(headers.firstValue("content-security-policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe"));
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
        assertThat(headers.firstValue("access-control-allow-origin")).isEmpty();
    }

    /** Over a bare socket: clients don't let one choose the Host header. */
    private static String statusFor(String head) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), gateway.gateway().address().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9);
        }
    }
}
