package rejoinder.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rejoinder.contracts.topic.SchemaVersion;

/**
 * The JSON Schemas of {@code schemas/}, from the classpath. Validates what comes in from outside; nothing is ever
 * fetched from elsewhere. Immutable and thread-safe; loading takes a moment, so it is done once a process.
 */
public final class Schemas {
    /** The most violations a validation lists. */
    public static final int MOST_VIOLATIONS = 20;

    /** Fragments that the others share. */
    static final SchemaVersion COMMON = new SchemaVersion("common", "1.0.0");

    private static final List<SchemaVersion> CURRENT = List.of(
            COMMON,
            new SchemaVersion("source", "1.1.0"),
            new SchemaVersion("source-status", "1.0.0"),
            new SchemaVersion("cursor", "1.1.0"),
            new SchemaVersion("document", "1.0.0"),
            new SchemaVersion("pushed-document", "1.0.0"),
            new SchemaVersion("pushed-statement", "1.0.0"),
            new SchemaVersion("submission", "1.0.0"),
            new SchemaVersion("statement", "1.0.0"),
            new SchemaVersion("rejected-statement", "1.0.0"),
            new SchemaVersion("story", "1.0.0"),
            new SchemaVersion("correction", "1.0.0"),
            new SchemaVersion("build", "1.0.0"),
            new SchemaVersion("utterance", "1.1.0"),
            new SchemaVersion("reaction", "1.1.0"),
            new SchemaVersion("reactor", "1.0.0"),
            new SchemaVersion("actor-summary", "1.1.0"),
            new SchemaVersion("country-summary", "1.1.0"),
            new SchemaVersion("story-summary", "1.1.0"),
            new SchemaVersion("webhook", "1.0.0"),
            new SchemaVersion("webhook-status", "1.0.0"));

    private final Map<String, Schema> byType;
    private final ViolationWording wording;

    private Schemas(Map<String, Schema> byType, ViolationWording wording) {
        this.byType = byType;
        this.wording = wording;
    }

    /** Loads the newest version of every schema. */
    public static Schemas load() {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, JsonNode> documents = new HashMap<>();
        for (SchemaVersion version : CURRENT) {
            String text = resource(version);
            texts.put(version.uri(), text);
            documents.put(version.uri(), parsed(version, text));
        }
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .pathType(PathType.JSON_POINTER)
                                .build()));
        Map<String, Schema> byType = new HashMap<>();
        for (SchemaVersion version : CURRENT) {
            Schema schema = registry.getSchema(SchemaLocation.of(version.uri()));
            schema.initializeValidators();
            byType.put(version.type(), schema);
        }
        return new Schemas(Map.copyOf(byType), new ViolationWording(Map.copyOf(documents)));
    }

    /** The newest version of every schema, the shared fragments first. */
    public static List<SchemaVersion> current() {
        return CURRENT;
    }

    /**
     * What the schema of {@code type}, such as {@code pushed-document}, does not allow in a value: at most
     * {@link #MOST_VIOLATIONS}, none when it is valid.
     *
     * @throws IllegalArgumentException when there is no schema of that type
     */
    public List<Violation> validate(String type, JsonNode value) {
        Schema schema = byType.get(type);
        if (schema == null) {
            throw new IllegalArgumentException("no schema of type \"" + type + "\"");
        }
        List<Error> errors = schema.validate(value);
        return errors.isEmpty() ? List.of() : wording.of(schema.getId(), errors, MOST_VIOLATIONS);
    }

    /** The same for bytes; bytes that are not JSON are one violation of the value as a whole. */
    public List<Violation> validate(String type, byte[] json) {
        JsonNode value;
        try {
            value = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            return List.of(new Violation("", "is not JSON: " + ViolationWording.of(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can't fail to be read", e);
        }
        if (value.isMissingNode()) {
            return List.of(new Violation("", "is empty; expected JSON"));
        }
        return validate(type, value);
    }

    private static String resource(SchemaVersion version) {
        String name = "/schemas/" + version.type() + "/" + version.version() + ".json";
        try (InputStream in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
    }

    private static JsonNode parsed(SchemaVersion version, String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(version.uri() + " is not JSON", e);
        }
    }
}
