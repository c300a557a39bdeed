package rejoinder.app.registry;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import rejoinder.reading.Registry;

/** Members of the US Congress, presidents and vice-presidents, as github.com/unitedstates/congress-legislators has them. */
final class CongressYaml {
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final String SOURCE = "congress-legislators";

    private CongressYaml() {}

    static List<Mandate> read(InputStream in) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(20);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(in);
        } catch (YAMLException e) {
            throw new NotInFormat(
                    "not YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        if (!(root instanceof List<?> people)) {
            throw new NotInFormat("a list of legislators is expected");
        }
        List<Mandate> mandates = new ArrayList<>();
        people.forEach(person -> mandates.addAll(mandates(person)));
        return mandates;
    }

    private static List<Mandate> mandates(Object person) {
        String first = text(person, "name", "nickname")
                .or(() -> text(person, "name", "first"))
                .orElse("");
        String last = text(person, "name", "last").orElse("");
        if (first.isEmpty() || last.isEmpty() || !(value(person, "terms") instanceof List<?> terms)) {
            throw new NotInFormat("an entry has no name or no terms");
        }
        String name = first + " " + last;
        List<String> aliases = Stream.of(
                        text(person, "name", "official_full"),
                        text(person, "name", "first").map(given -> given + " " + last))
                .flatMap(Optional::stream)
                .filter(alias -> !alias.equals(name))
                .distinct()
                .toList();
        String gender = text(person, "bio", "gender").orElse("").toLowerCase(Locale.ROOT);
        List<Mandate> mandates = new ArrayList<>();
        for (Object term : terms) {
            String role =
                    role(text(term, "type").orElse(""), text(term, "state").orElse(""));
            String from = text(term, "start").orElse("");
            String to = text(term, "end").orElse("");
            Mandate before = mandates.isEmpty() ? null : mandates.get(mandates.size() - 1);
            if (before != null && before.role().equals(role) && before.to().equals(from)) {
                mandates.remove(mandates.size() - 1);
                from = before.from();
            }
            mandates.add(new Mandate(
                    Registry.idOf(name), name, aliases, gender, role, Registry.rankOf(role), "US", from, to, SOURCE));
        }
        return mandates;
    }

    private static String role(String type, String state) {
        return switch (type) {
            case "sen" -> "U.S. Senator (" + state + ")";
            case "rep" -> "U.S. Representative (" + state + ")";
            case "prez" -> "President";
            case "viceprez" -> "Vice President";
            default -> throw new NotInFormat("a term is of type \"" + type + "\"");
        };
    }

    private static Object value(Object node, String key) {
        return node instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static Optional<String> text(Object node, String... path) {
        Object at = node;
        for (String key : path) {
            at = value(at, key);
        }
        return Optional.ofNullable(at).map(Objects::toString).map(String::strip).filter(text -> !text.isEmpty());
    }
}
