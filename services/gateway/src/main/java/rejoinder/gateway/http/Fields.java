package rejoinder.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.json.Json;

/**
 * Reads the fields of one JSON object from outside and keeps the first problem, with its JSON pointer. Values read
 * while there is a problem are empty. For one thread.
 */
public final class Fields {
    /** Most characters of an address. */
    public static final int LONGEST_URL = 2000;

    /** Most characters of a name, role or code. */
    public static final int LONGEST_NAME = 200;

    private final JsonNode object;
    private final String pointer;
    private final Found found;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Fields> children = new ArrayList<>();

    private Fields(JsonNode object, String pointer, Found found) {
        this.object = object;
        this.pointer = pointer;
        this.found = found;
        if (!object.isObject()) {
            report("", "must be a JSON object");
        }
    }

    /** The first problem of an object and all within it. */
    private static final class Found {
        private Optional<Problem> problem = Optional.empty();
    }

    /** The fields of an object that stands at {@code pointer} in the body. */
    public static Fields of(JsonNode object, String pointer) {
        return new Fields(object, pointer, new Found());
    }

    /** The JSON in bytes. */
    public static Checked<JsonNode> parse(byte[] bytes) {
        try {
            JsonNode tree = Json.mapper().readTree(bytes);
            return tree.isMissingNode()
                    ? new Checked.Bad<>(Problem.body("", "the body is empty; JSON was expected"))
                    : new Checked.Good<>(tree);
        } catch (JsonProcessingException e) {
            String where = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            return new Checked.Bad<>(Problem.body("", "the body is not JSON" + where + ": " + firstLine(e)));
        } catch (IOException e) {
            return new Checked.Bad<>(Problem.body("", "the body is not JSON in UTF-8"));
        }
    }

    /** Text that must be there and not blank; "" while there is a problem. */
    public String text(String name, int longest) {
        Optional<String> text = optional(name, longest);
        if (text.isEmpty()) {
            report(name, "is missing; it must be text of 1 to " + longest + " characters");
        } else if (text.get().isBlank()) {
            report(name, "must not be blank");
        }
        return text.orElse("");
    }

    /** Text that may be missing or null. */
    public Optional<String> optional(String name, int longest) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            report(name, "must be text");
            return Optional.empty();
        }
        if (node.textValue().length() > longest) {
            report(
                    name,
                    "must have at most " + longest + " characters, not "
                            + node.textValue().length());
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    /** Text that may be missing, and must otherwise be as {@code parse} reads it. */
    public <T> Optional<T> optional(String name, String expected, Function<String, Optional<T>> parse) {
        Optional<String> text = optional(name, LONGEST_URL);
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            report(name, "must be " + expected);
        }
        return value;
    }

    /** An http or https address that may be missing. */
    public Optional<String> optionalUrl(String name) {
        return optional(name, "an http or https URL of at most " + LONGEST_URL + " characters", Fields::url);
    }

    /** A date-time with offset that may be missing. */
    public Optional<Instant> optionalInstant(String name) {
        return optional(name, "a date-time with offset such as 2024-02-10T18:30:00Z", Fields::instant);
    }

    /** A date, or a date-time with offset, that may be missing. */
    public Optional<SaidAt> optionalDate(String name) {
        return optional(name, "a date such as 2024-02-10, or a date-time with offset", SaidAt::parse);
    }

    /** A list of texts that may be missing. */
    public List<String> texts(String name, int most, int longest) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > most) {
            report(name, "must be a list of at most " + most + " texts");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = node.get(i);
            if (item.isTextual()
                    && !item.textValue().isBlank()
                    && item.textValue().length() <= longest) {
                texts.add(item.textValue());
            } else {
                report(name + "/" + i, "must be text of 1 to " + longest + " characters");
            }
        }
        return texts;
    }

    /** A whole number from {@code least} to {@code most} that may be missing. */
    public Optional<Integer> optionalNumber(String name, int least, int most) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            report(name, "must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    /** Whether a flag is set; not where it is missing. */
    public boolean flag(String name) {
        JsonNode node = node(name);
        if (!node.isMissingNode() && !node.isBoolean()) {
            report(name, "must be true or false");
        }
        return node.asBoolean(false);
    }

    /** Texts by name; none where the object is missing. */
    public Map<String, String> strings(String name, int longest) {
        JsonNode node = node(name);
        Map<String, String> strings = new TreeMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            report(name, "must be an object of texts");
            return strings;
        }
        node.properties().forEach(entry -> {
            if (entry.getValue().isTextual() && entry.getValue().textValue().length() <= longest) {
                strings.put(entry.getKey(), entry.getValue().textValue());
            } else {
                report(name + "/" + entry.getKey(), "must be text of at most " + longest + " characters");
            }
        });
        return strings;
    }

    /** An object within, which must be there. */
    public Fields object(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            report(name, "is missing; it must be an object");
        }
        Fields fields =
                new Fields(node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node, path(name), found);
        children.add(fields);
        return fields;
    }

    /** Keeps a problem with a field, unless there is one already. */
    public void report(String name, String detail) {
        if (found.problem.isEmpty()) {
            String where = name.isEmpty() ? pointer : path(name);
            String subject = name.isEmpty() ? (pointer.isEmpty() ? "the body" : pointer) : name;
            found.problem = Optional.of(Problem.body(where, subject + " " + detail));
        }
    }

    /** The value made of these fields, or their first problem; call last: fields not asked for by then are unknown. */
    public <T> Checked<T> as(java.util.function.Supplier<T> value) {
        refuseUnknown();
        return found.problem.<Checked<T>>map(Checked.Bad::new).orElseGet(() -> new Checked.Good<>(value.get()));
    }

    /** The instant that ISO 8601 text with an offset names. */
    public static Optional<Instant> instant(String text) {
        return SaidAt.parse(text)
                .filter(said -> said.precision() == SaidAt.Precision.INSTANT)
                .map(SaidAt::at);
    }

    /** The text again, where it is an http or https address. */
    public static Optional<String> url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private void refuseUnknown() {
        object.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> report(
                        name.replace("~", "~0").replace("/", "~1"),
                        "is not known here; known are " + String.join(", ", known)));
        children.forEach(Fields::refuseUnknown);
    }

    private JsonNode node(String name) {
        known.add(name);
        return object.path(name);
    }

    private String path(String name) {
        return pointer + "/" + name;
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
