package rejoinder.contracts.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What settings each kind of source has, and what is wrong with those of a source. */
public final class SourceSettings {
    /** Names of settings that hold secrets: never shown. */
    public static final List<String> SECRET = List.of("token", "token-sha256");

    /** Most accounts of one source. */
    public static final int MOST_ACCOUNTS = 1000;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)");
    private static final int LONGEST = 20_000;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);

    private static final Setting INTERVAL = optional("interval", Form.DURATION, "time between two polls, such as 5m");
    private static final Setting ARTICLES = optional(
            "articles",
            Form.ARTICLES,
            "whether the linked pages are read: auto (where the feed has a teaser only), always or never");
    private static final Setting URL = required("url", Form.WEB, "address");
    private static final Setting ACCOUNTS = required(
            "accounts",
            Form.ACCOUNTS,
            "one account a line: HANDLE, or HANDLE = SPEAKER | ROLE | CODE for whom it speaks and represents");

    private static final Map<Source.Kind, List<Setting>> BY_KIND = Map.of(
            Source.Kind.FEED,
            List.of(URL, INTERVAL, ARTICLES),
            Source.Kind.SITEMAP,
            List.of(URL, INTERVAL, optional("max-age", Form.DURATION, "age of the oldest page to read; 2d")),
            Source.Kind.PAGES,
            List.of(URL, required("items", Form.TEXT, "CSS selector of the links to the articles"), INTERVAL),
            Source.Kind.MASTODON,
            List.of(
                    required("server", Form.WEB, "address of the server"),
                    ACCOUNTS,
                    optional("token", Form.TEXT, "access token, which streaming and some servers need"),
                    optional("stream", Form.STREAM, "none, user, public or public:local; user where there is a token"),
                    INTERVAL),
            Source.Kind.BLUESKY,
            List.of(
                    ACCOUNTS,
                    optional("jetstream", Form.WEB_SOCKET, "address of a Jetstream server"),
                    optional("api", Form.WEB, "address of the server that resolves handles")),
            Source.Kind.GDELT,
            List.of(
                    optional("url", Form.WEB, "address of a list of files, or of one file"),
                    optional("path", Form.TEXT, "folder of files"),
                    optional("articles", Form.ARTICLES, "whether the articles are read: always or never"),
                    INTERVAL),
            Source.Kind.TOPIC,
            List.of(
                    required("bootstrap-servers", Form.TEXT, "Kafka brokers, separated by commas"),
                    required("topic", Form.TEXT, "name of the topic"),
                    optional(
                            "map",
                            Form.MAPPING,
                            "one field a line: FIELD = /json/pointer, fields as of a pushed document or statement"),
                    optional("from", Form.BEGINNING, "where to begin: earliest (assumed) or latest")),
            Source.Kind.FOLDER,
            List.of(required("path", Form.TEXT, "the folder")),
            Source.Kind.PUSH,
            List.of(optional("token-sha256", Form.SHA, "hash of the token that its clients send")));

    private SourceSettings() {}

    /** A setting of a kind. */
    public record Setting(String name, boolean required, Form form, String meaning) {}

    /** What values look like. */
    public enum Form {
        TEXT("text", ".+"),
        WEB("an address that begins with http:// or https://", "(?i)https?://[^\\s<>\"]+"),
        WEB_SOCKET("an address that begins with ws:// or wss://", "(?i)wss?://[^\\s<>\"]+"),
        DURATION("a number and s, m, h or d, such as 5m; from 1s to 7d", "[1-9][0-9]{0,5}[smhd]"),
        ARTICLES("auto, always or never", "auto|always|never"),
        STREAM("none, user, public or public:local", "none|user|public|public:local"),
        BEGINNING("earliest or latest", "earliest|latest"),
        ACCOUNTS("one account a line, at most " + MOST_ACCOUNTS, "(?s).+"),
        MAPPING("one FIELD = /json/pointer a line", "(?s).+"),
        SHA("64 hexadecimal digits", "[0-9a-f]{64}");

        private final String expected;
        private final Pattern pattern;

        Form(String expected, String pattern) {
            this.expected = expected;
            this.pattern = Pattern.compile(pattern);
        }
    }

    /** The settings a kind has. */
    public static List<Setting> of(Source.Kind kind) {
        return BY_KIND.get(kind);
    }

    /** What is wrong with a source, for a person; nothing when it can be followed. */
    public static List<String> problems(Source source) {
        List<String> problems = new ArrayList<>();
        if (!ID.matcher(source.id()).matches()) {
            problems.add("an id is 1 to 80 lower-case letters, digits and hyphens, not \"" + source.id() + "\"");
        }
        List<Setting> known = of(source.kind());
        for (Setting setting : known) {
            Optional<String> value = source.setting(setting.name());
            if (value.isEmpty() && setting.required()) {
                problems.add(setting.name() + " is missing: " + setting.meaning());
            }
            value.flatMap(text -> problem(setting, text)).ifPresent(problems::add);
        }
        new TreeMap<>(source.settings())
                .keySet().stream()
                        .filter(name -> known.stream()
                                .noneMatch(setting -> setting.name().equals(name)))
                        .map(name ->
                                "a source of kind " + source.kind().json() + " has no setting " + name + "; it has "
                                        + known.stream().map(Setting::name).collect(Collectors.joining(", ")))
                        .forEach(problems::add);
        if (source.kind() == Source.Kind.GDELT
                && source.setting("url").isPresent() == source.setting("path").isPresent()) {
            problems.add("either url or path is needed: a list of files, or a folder of them");
        }
        return problems;
    }

    /** The duration that text such as {@code 5m} names. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** The lines of a setting that has several, without empty ones; commas separate as well where there is one line. */
    public static List<String> lines(String value) {
        Stream<String> parts =
                value.contains("\n") || value.contains("=") ? value.lines() : Arrays.stream(value.split(",", -1));
        return parts.map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The settings without secrets. */
    public static Map<String, String> shown(Source source) {
        return source.settings().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> SECRET.contains(entry.getKey()) ? "(secret)" : entry.getValue(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Optional<String> problem(Setting setting, String value) {
        if (value.length() > LONGEST) {
            return Optional.of(setting.name() + " has more than " + LONGEST + " characters");
        }
        if (!setting.form().pattern.matcher(value).matches() || !isWithin(setting, value)) {
            return Optional.of(
                    setting.name() + " must be " + setting.form().expected + ", not \"" + brief(value) + "\"");
        }
        return Optional.empty();
    }

    private static boolean isWithin(Setting setting, String value) {
        return switch (setting.form()) {
            case DURATION ->
                duration(value)
                        .filter(time -> time.compareTo(SHORTEST_INTERVAL) >= 0 && time.compareTo(LONGEST_INTERVAL) <= 0)
                        .isPresent();
            case WEB, WEB_SOCKET -> isAddress(value);
            case ACCOUNTS -> lines(value).size() <= MOST_ACCOUNTS;
            case MAPPING -> lines(value).stream().allMatch(line -> line.matches("[A-Za-z]+\\s*=\\s*(/.*)?"));
            default -> true;
        };
    }

    private static boolean isAddress(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String brief(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    private static Setting required(String name, Form form, String meaning) {
        return new Setting(name, true, form, meaning);
    }

    private static Setting optional(String name, Form form, String meaning) {
        return new Setting(name, false, form, meaning);
    }
}
