package rejoinder.contracts.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import rejoinder.contracts.json.Json;

/** A YAML file of {@code schemas/} as a tree. */
record Yaml(Path path, JsonNode root) {
    static Yaml read(String name) {
        Path path = Path.of("..", "..", "schemas", name);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(path)) {
            Object loaded = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(reader);
            return new Yaml(path, Json.mapper().valueToTree(loaded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The target of a reference within this file or to a JSON file beside it; a missing node when there is none. */
    JsonNode target(String reference) {
        String[] parts = reference.split("#", 2);
        String pointer = parts.length == 2 ? parts[1] : "";
        if (parts[0].isEmpty()) {
            return root.at(pointer);
        }
        try {
            return Json.mapper()
                    .readTree(path.resolveSibling(parts[0]).normalize().toFile())
                    .at(pointer);
        } catch (IOException e) {
            throw new UncheckedIOException(reference + " in " + path, e);
        }
    }

    /** Every {@code $ref}. */
    List<String> references() {
        return root.findValuesAsText("$ref");
    }

    /** Pointers to the properties of schemas that have neither a description nor a reference to what has one. */
    List<String> undescribedProperties() {
        List<String> found = new ArrayList<>();
        collectUndescribed(root, "", found);
        return found;
    }

    private static void collectUndescribed(JsonNode node, String pointer, List<String> found) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String at = pointer + "/" + field.getKey();
            if (field.getKey().equals("properties")) {
                field.getValue().properties().forEach(property -> {
                    if (!property.getValue().has("description")
                            && !property.getValue().has("$ref")) {
                        found.add(at + "/" + property.getKey());
                    }
                });
            }
            if (!field.getKey().equals("examples")) {
                collectUndescribed(field.getValue(), at, found);
            }
        }
        if (node.isArray()) {
            node.forEach(item -> collectUndescribed(item, pointer + "/*", found));
        }
    }
}
