package rejoinder.contracts.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** How a hub is known. */
class CallbackTest {
    private static final Callback CALLBACK = new Callback("https://rejoinder.example/", "0123456789abcdef");
    private static final byte[] BODY = "<feed/>".getBytes(StandardCharsets.UTF_8);

    private static String signed(String algorithm, String key) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
        return HexFormat.of().formatHex(mac.doFinal(BODY));
    }

    @Test
    void aNoticeSignedWithTheSourcesSecretIsKnown() throws Exception {
        String secret = CALLBACK.secret("post");

        assertThat(CALLBACK.isSigned("post", BODY, "sha256=" + signed("HmacSHA256", secret)))
                .isTrue();
        assertThat(CALLBACK.isSigned("post", BODY, "sha1=" + signed("HmacSHA1", secret)))
                .isTrue();
    }

    @Test
    void aNoticeOfSomebodyElseIsNot() throws Exception {
        String other = CALLBACK.secret("gazette");

        assertThat(CALLBACK.isSigned("post", BODY, "sha256=" + signed("HmacSHA256", other)))
                .isFalse();
        assertThat(CALLBACK.isSigned("post", BODY, "")).isFalse();
        assertThat(CALLBACK.isSigned("post", BODY, "md5=00")).isFalse();
    }

    @Test
    void theAddressIsOfTheSourceAndTheKeyIsNeverShown() {
        assertThat(CALLBACK.address("post")).isEqualTo("https://rejoinder.example/api/v1/websub/post");
        assertThat(CALLBACK.toString()).doesNotContain("0123");
        assertThatIllegalArgumentException().isThrownBy(() -> new Callback("https://x.example", "short"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Callback("x.example", "0123456789abcdef"));
    }
}
