package rejoinder.ingestor.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a server says its answer is good for (RFC 9111). */
public final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,9}");

    private Freshness() {}

    /** By {@code cache-control}, else {@code expires}; the age that a cache on the way says is taken off. */
    public static Optional<Duration> of(Map<String, String> headers) {
        Matcher maxAge = MAX_AGE.matcher(headers.getOrDefault("cache-control", ""));
        if (maxAge.find()) {
            String age = headers.getOrDefault("age", "0").strip();
            long seconds = Long.parseLong(maxAge.group(1)) - (AGE.matcher(age).matches() ? Long.parseLong(age) : 0);
            return Optional.of(Duration.ofSeconds(Math.max(0, seconds)));
        }
        Optional<Instant> expires = time(headers, "expires");
        Optional<Instant> date = time(headers, "date");
        return expires.isPresent() && date.isPresent() && expires.get().isAfter(date.get())
                ? Optional.of(Duration.between(date.get(), expires.get()))
                : Optional.empty();
    }

    private static Optional<Instant> time(Map<String, String> headers, String name) {
        try {
            return Optional.ofNullable(headers.get(name))
                    .map(value -> ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
