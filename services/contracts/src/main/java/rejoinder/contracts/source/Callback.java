package rejoinder.contracts.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where hubs of WebSub reach the gateway, and how it knows them: by a secret a source, made from one that ingestor and
 * gateway share.
 *
 * @param base address of the gateway as the internet sees it
 * @param key at least 16 characters
 */
public record Callback(String base, String key) {
    /** Path of the callback of a source, before its id. */
    public static final String PATH = "/api/v1/websub/";

    private static final int SHORTEST_KEY = 16;
    private static final Set<String> METHODS = Set.of("sha1", "sha256", "sha384", "sha512");

    /** @throws IllegalArgumentException when the address is none, or the key too short; the message says so */
    public Callback {
        if (!base.startsWith("http://") && !base.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "the callback must be an address that begins with https://, not " + base);
        }
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("the callback's key must have at least " + SHORTEST_KEY + " characters");
        }
    }

    /** Where the hub of a source sends its notices. */
    public String address(String source) {
        return base.replaceAll("/+$", "") + PATH + source;
    }

    /** What the hub of a source signs with. */
    public String secret(String source) {
        return hmac("sha256", key, source.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a notice is signed by the hub of a source.
     *
     * @param signature as the header {@code X-Hub-Signature} has it, {@code METHOD=HEX}
     */
    public boolean isSigned(String source, byte[] body, String signature) {
        int equals = signature.indexOf('=');
        Optional<String> method =
                Optional.of(equals < 0 ? "" : signature.substring(0, equals)).filter(METHODS::contains);
        return method.isPresent()
                && MessageDigest.isEqual(
                        hmac(method.get(), secret(source), body).getBytes(StandardCharsets.US_ASCII),
                        signature.substring(equals + 1).strip().getBytes(StandardCharsets.US_ASCII));
    }

    private static String hmac(String method, String key, byte[] body) {
        try {
            String name = "Hmac" + method.toUpperCase(java.util.Locale.ROOT);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), name));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Callback[" + base + "]";
    }
}
