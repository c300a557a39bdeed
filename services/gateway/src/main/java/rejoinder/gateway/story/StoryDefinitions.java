package rejoinder.gateway.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.query.StoryQuery;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.story.TriggerEvent;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;

/** Reads the definition of a story that an editor sends. */
final class StoryDefinitions {
    private static final int LONGEST_ID = 80;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_QUOTE = 20_000;
    private static final int LONGEST_QUERY = 4000;
    private static final int LONGEST_WATCHLIST = 500;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?");
    private static final Pattern NOT_IN_A_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private StoryDefinitions() {}

    /** The story in the JSON of a body; without an id, one is made from the title. */
    static Checked<Story> read(JsonNode body) {
        Fields fields = Fields.of(body, "");
        Optional<String> id = fields.optional(
                "id", "1 to " + LONGEST_ID + " lower-case letters, digits and hyphens", text -> Optional.of(text)
                        .filter(slug -> SLUG.matcher(slug).matches()));
        String title = fields.text("title", LONGEST_TITLE);
        Optional<TriggerEvent> trigger = trigger(fields.object("triggerEvent"));
        String query = fields.optional("query", LONGEST_QUERY).orElse("");
        check(fields, query);
        Optional<Instant> from = fields.optionalDate("from").map(SaidAt::at);
        Optional<Instant> until = fields.optionalDate("until").map(SaidAt::at);
        List<String> watchlist = fields.texts("watchlist", LONGEST_WATCHLIST, Fields.LONGEST_NAME);
        String slug = id.orElseGet(() -> slug(title));
        if (slug.isEmpty()) {
            fields.report("id", "is missing, and the title has no letters to make one from");
        }
        if (slug.equals(Story.ALL)) {
            fields.report(
                    "id", "can't be \"all\": that story is built in and holds everything; take another id or title");
        }
        Optional<Instant> begin = from.or(() -> trigger.map(TriggerEvent::at));
        if (until.isPresent() && begin.isPresent() && !until.get().isAfter(begin.get())) {
            fields.report("until", "must be after the time from which reactions count");
        }
        return fields.as(() -> new Story(slug, title, trigger.orElseThrow(), query, from, until, watchlist));
    }

    /** The query in a body; one that is missing catches everything. */
    static Optional<StoryQuery> query(Fields fields) {
        return check(fields, fields.optional("query", LONGEST_QUERY).orElse(""));
    }

    private static Optional<StoryQuery> check(Fields fields, String query) {
        StoryQuery.Parsed parsed = StoryQuery.parse(query);
        if (parsed instanceof StoryQuery.Valid valid) {
            return Optional.of(valid.query());
        }
        fields.report("query", "can't be understood: " + ((StoryQuery.Invalid) parsed).why());
        return Optional.empty();
    }

    private static Optional<TriggerEvent> trigger(Fields fields) {
        String actor = fields.text("actor", Fields.LONGEST_NAME);
        Optional<String> quote = fields.optional("quote", LONGEST_QUOTE).filter(text -> !text.isBlank());
        Optional<String> act = fields.optional("act", LONGEST_QUOTE).filter(text -> !text.isBlank());
        Optional<Instant> at = fields.optionalDate("at").map(SaidAt::at);
        Optional<String> url = fields.optionalUrl("url");
        if (at.isEmpty()) {
            fields.report("at", "is missing; it must be a date or a date-time with offset");
        }
        if (quote.isEmpty() && act.isEmpty()) {
            fields.report("quote", "is missing; give the words that were said, or the \"act\" that was done");
        }
        return at.map(time -> new TriggerEvent(actor, quote, act, time, url));
    }

    private static String slug(String title) {
        String plain =
                MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        String joined = NOT_IN_A_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = joined.substring(0, Math.min(joined.length(), LONGEST_ID));
        return cut.replaceAll("^-+|-+$", "");
    }
}
