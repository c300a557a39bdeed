package rejoinder.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rejoinder.contracts.topic.SchemaVersion;

/** The schemas as they lie in the repository's folder {@code schemas/}. */
final class SchemaFolder {
    static final Path PATH = Path.of("..", "..", "schemas");

    private static final Comparator<SchemaVersion> BY_NUMBER = Comparator.comparing((SchemaVersion v) -> number(v, 0))
            .thenComparing(v -> number(v, 1))
            .thenComparing(v -> number(v, 2));

    private final Map<SchemaVersion, JsonNode> schemas;

    private SchemaFolder(Map<SchemaVersion, JsonNode> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** Reads every {@code type/version.json}. */
    static SchemaFolder read() {
        Map<SchemaVersion, JsonNode> schemas = new HashMap<>();
        try (Stream<Path> files = Files.walk(PATH, 2)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString();
                SchemaVersion version = new SchemaVersion(
                        file.getParent().getFileName().toString(), name.substring(0, name.length() - ".json".length()));
                schemas.put(version, Json.mapper().readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SchemaFolder(schemas);
    }

    List<String> types() {
        return schemas.keySet().stream()
                .map(SchemaVersion::type)
                .distinct()
                .sorted()
                .toList();
    }

    /** The versions of a type, oldest first. */
    List<SchemaVersion> versions(String type) {
        return schemas.keySet().stream()
                .filter(version -> version.type().equals(type))
                .sorted(BY_NUMBER)
                .toList();
    }

    JsonNode schema(SchemaVersion version) {
        return schemas.get(version);
    }

    /** All schemas by their {@code $id}. */
    Map<String, JsonNode> byId() {
        Map<String, JsonNode> byId = new HashMap<>();
        schemas.forEach((version, schema) -> byId.put(schema.path("$id").asText(), schema));
        return byId;
    }

    /** 0 for major, 1 for minor, 2 for patch. */
    static int number(SchemaVersion version, int place) {
        return Integer.parseInt(version.version().split("\\.", -1)[place]);
    }
}
