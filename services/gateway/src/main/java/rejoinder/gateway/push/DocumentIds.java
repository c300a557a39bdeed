package rejoinder.gateway.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.json.JsonSerde;

/** Names for pushed documents: the same push has the same id, so that pushing twice changes nothing. */
final class DocumentIds {
    private static final int LONGEST = 300;
    private static final String OF_URL = "url:";
    private static final String OF_CONTENT = "push:";

    private DocumentIds() {}

    /** The client's id, else its address, else its content. */
    static String of(PushedDocument document) {
        return document.id()
                .or(() -> document.url().map(DocumentIds::ofUrl))
                .orElseGet(() -> OF_CONTENT + hash(new JsonSerde<>(PushedDocument.class).toBytes(document)));
    }

    /** The client's id, else its content: many statements stand at one address. */
    static String of(PushedStatement statement) {
        return statement
                .id()
                .orElseGet(() -> OF_CONTENT + hash(new JsonSerde<>(PushedStatement.class).toBytes(statement)));
    }

    /** The id of a document among those of a source. */
    static String within(String source, String id) {
        String name = source + ":" + id;
        return name.length() <= LONGEST ? name : source + ":" + hash(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String ofUrl(String url) {
        String id = OF_URL + url;
        return id.length() <= LONGEST ? id : OF_URL + hash(url.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
