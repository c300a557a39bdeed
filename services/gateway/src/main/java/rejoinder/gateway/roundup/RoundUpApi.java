package rejoinder.gateway.roundup;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Tagged;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.read.Reads;

/**
 * {@code GET /api/v1/stories/ID/roundup.md} and {@code roundup.html}: of each country or organisation what its speakers
 * said, the highest-ranking first. {@code group=position} (the default), {@code country}, {@code stance},
 * {@code actor} or {@code time}; {@code each}, how many speakers of one; {@code asOf}, any moment.
 */
public final class RoundUpApi implements Routes {
    private static final int SPEAKERS_EACH = 3;
    private static final int MOST_SPEAKERS_EACH = 50;
    private static final MediaType MARKDOWN =
            MediaType.create("text", "markdown").withParameter("charset", "utf-8");
    private static final ReactionFilter EVERYTHING = new ReactionFilter(Set.of(), Set.of(), Set.of());

    private final Database database;
    private final Clock clock;
    private final JsonSerde<Story> stories = new JsonSerde<>(Story.class);
    private final JsonSerde<Reaction> reactions = new JsonSerde<>(Reaction.class);
    private final JsonSerde<CountrySummary> countries = new JsonSerde<>(CountrySummary.class);

    /** The database stays the caller's to close. */
    public RoundUpApi(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/api/v1/stories/{id}/roundup.md").build(answering(MARKDOWN, Markdown::of));
        server.route().get("/api/v1/stories/{id}/roundup.html").build(answering(MediaType.HTML_UTF_8, Html::of));
    }

    private HttpService answering(MediaType type, Function<RoundUp, String> written) {
        return (ctx, request) -> HttpResponse.of(() -> answer(ctx, type, written), ctx.blockingTaskExecutor());
    }

    private HttpResponse answer(ServiceRequestContext ctx, MediaType type, Function<RoundUp, String> written) {
        String id = ctx.pathParam("id");
        Parameters parameters = Parameters.of(ctx);
        RoundUp.Grouping grouping = parameters
                .one("group", "position, country, stance, actor or time", RoundUpApi::grouping)
                .orElse(RoundUp.Grouping.POSITION);
        int each = parameters.number("each", SPEAKERS_EACH, 1, MOST_SPEAKERS_EACH);
        Optional<Instant> asOf = parameters.asOf();
        return parameters.problem().map(Problem::response).orElseGet(() -> collect(id, asOf, grouping, each)
                .map(roundUp -> Tagged.text(ctx.request(), type, written.apply(roundUp)))
                .orElseGet(() -> Problem.noStory(id).response()));
    }

    private static Optional<RoundUp.Grouping> grouping(String text) {
        return Stream.of(RoundUp.Grouping.values())
                .filter(grouping -> grouping.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private Optional<RoundUp> collect(String id, Optional<Instant> asOf, RoundUp.Grouping grouping, int each) {
        return database.read(handle -> Reads.definition(handle, id).map(definition -> {
            RoundUp.Collected collected = new RoundUp.Collected();
            Reads.reactions(handle, id, EVERYTHING, asOf, json -> collected.add(reactions.fromBytes(utf8(json))));
            List<CountrySummary> summaries = new ArrayList<>();
            Reads.countries(handle, id, asOf, json -> summaries.add(countries.fromBytes(utf8(json))));
            return collected.roundUp(
                    stories.fromBytes(utf8(definition)), asOf.orElseGet(clock::instant), summaries, grouping, each);
        }));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
