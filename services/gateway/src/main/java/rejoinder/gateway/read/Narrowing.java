package rejoinder.gateway.read;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;
import rejoinder.contracts.SaidAt;
import rejoinder.gateway.http.Parameters;

/**
 * What else a list of reactions may be narrowed to, beside its {@link ReactionFilter}.
 *
 * @param text what the words or the name of who said them contain, whatever the case (of ASCII letters only, where the
 *     database is SQLite)
 * @param languages as the reaction names its language
 * @param rank the least rank of who speaks, from 0 to 100
 * @param from the earliest time of saying
 * @param until the time before which it was said
 */
record Narrowing(
        Optional<String> text, Set<String> languages, int rank, Optional<Instant> from, Optional<Instant> until) {
    static final Narrowing NONE = new Narrowing(Optional.empty(), Set.of(), 0, Optional.empty(), Optional.empty());

    private static final int LONGEST_TEXT = 200;
    private static final int HIGHEST_RANK = 100;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    private static final String MOMENT = "a date or a date-time with offset, such as 2024-02-12T14:30:00Z";

    Narrowing {
        languages = Set.copyOf(languages);
    }

    /** What a request's parameters {@code text}, {@code language}, {@code rank}, {@code from} and {@code until} ask for. */
    static Narrowing of(Parameters parameters) {
        return new Narrowing(
                parameters.one("text", "1 to " + LONGEST_TEXT + " characters", text -> Optional.of(text)
                        .filter(words -> !words.isBlank() && words.length() <= LONGEST_TEXT)),
                parameters.all("language", "a language tag, such as en", text -> Optional.of(text)
                        .filter(tag -> tag.length() <= LONGEST_TEXT
                                && LANGUAGE.matcher(tag).matches())),
                parameters.number("rank", 0, 0, HIGHEST_RANK),
                parameters.one("from", MOMENT, text -> SaidAt.parse(text).map(SaidAt::at)),
                parameters.one("until", MOMENT, text -> SaidAt.parse(text).map(SaidAt::at)));
    }

    /** The conditions, to stand behind others. */
    String sql() {
        return (text.isEmpty()
                        ? ""
                        : "AND (LOWER(text) LIKE LOWER(:words) ESCAPE '!'"
                                + " OR LOWER(actor_name) LIKE LOWER(:words) ESCAPE '!') ")
                + (languages.isEmpty() ? "" : "AND language IN (<languages>) ")
                + (rank == 0 ? "" : "AND rank >= :rank ")
                + (from.isEmpty() ? "" : "AND said_at >= :from ")
                + (until.isEmpty() ? "" : "AND said_at < :until ");
    }

    Query bind(Query query) {
        text.ifPresent(words -> query.bind("words", "%" + literally(words) + "%"));
        if (!languages.isEmpty()) {
            query.bindList("languages", languages);
        }
        if (rank > 0) {
            query.bind("rank", rank);
        }
        from.ifPresent(moment -> query.bind("from", moment.toEpochMilli()));
        until.ifPresent(moment -> query.bind("until", moment.toEpochMilli()));
        return query;
    }

    private static String literally(String words) {
        return words.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
