package rejoinder.app.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Definitions;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.contracts.topic.Topics;

/**
 * {@code sources.yml}: a list under {@code sources}, each with {@code id}, {@code kind}, perhaps {@code outlet} and
 * {@code paused}, and the settings of its kind. What it lists is added or changed when a service starts; what it no
 * longer lists stays until it is removed.
 */
public final class SourcesFile {
    private static final int LARGEST = 5 * 1024 * 1024;
    private static final Set<String> OWN = Set.of("id", "kind", "outlet", "paused");

    private SourcesFile() {}

    /** Adds or changes what the file lists; returns how many that were. */
    public static int apply(Path file, Definitions definitions, Topics topics) throws InterruptedException {
        int changed = 0;
        for (Source source : read(file)) {
            if (definitions.ensure(topics.sources(), source.id(), source)) {
                changed++;
            }
        }
        return changed;
    }

    /** The sources in a file; {@link UserError} tells everything that is wrong with them. */
    static List<Source> read(Path file) {
        Object root;
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserError(file + " is larger than 5 MiB");
            }
            root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UserError("can't read " + file + ": " + e.getMessage(), e);
        } catch (YAMLException e) {
            throw new UserError(file + " is not YAML: " + e.getMessage(), e);
        }
        if (!(root instanceof Map<?, ?> map) || !(map.get("sources") instanceof List<?> list)) {
            throw new UserError(file + " must have a list under \"sources\"");
        }
        List<Source> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String where = "source " + (i + 1);
            if (list.get(i) instanceof Map<?, ?> fields) {
                String name = where + " (" + fields.get("id") + "): ";
                source(fields)
                        .ifPresentOrElse(
                                source -> {
                                    sources.add(source);
                                    SourceSettings.problems(source).forEach(problem -> problems.add(name + problem));
                                    if (!ids.add(source.id())) {
                                        problems.add(name + "this id stands twice");
                                    }
                                },
                                () -> problems.add(name + "needs an id and a kind: "
                                        + List.of(Source.Kind.values()).stream()
                                                .map(Source.Kind::json)
                                                .collect(Collectors.joining(", "))));
            } else {
                problems.add(where + ": must have an id, a kind and settings");
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(file + " can't be used:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", problems));
        }
        return sources;
    }

    private static Optional<Source> source(Map<?, ?> fields) {
        Map<String, String> settings = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (!OWN.contains(String.valueOf(name)) && value != null) {
                settings.put(String.valueOf(name), text(value));
            }
        });
        Optional<Source.Kind> kind =
                Optional.ofNullable(fields.get("kind")).map(String::valueOf).flatMap(Source.Kind::named);
        return kind.filter(known -> fields.get("id") != null)
                .map(known -> new Source(
                        String.valueOf(fields.get("id")),
                        known,
                        Optional.ofNullable(fields.get("outlet")).map(String::valueOf),
                        settings,
                        Boolean.TRUE.equals(fields.get("paused"))));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : String.valueOf(value);
    }
}
