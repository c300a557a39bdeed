package rejoinder.gateway.read;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;

/** The lists and the story of {@code /api/v1}, read from the sink's database. */
public final class ReadApi implements Routes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_ITEMS = 500;
    private static final String ID = "id";

    private final Database database;
    private final Answers answers = new Answers();

    /** The database stays the caller's to close. */
    public ReadApi(Database database) {
        this.database = database;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/api/v1/stories").build(blocking(this::stories));
        server.route().get("/api/v1/stories/{id}").build(blocking(this::story));
        server.route().get("/api/v1/stories/{id}/actors").build(list("actors", Reads::actors));
        server.route().get("/api/v1/stories/{id}/countries").build(list("countries", Reads::countries));
        server.route().get("/api/v1/stories/{id}/reactions").build(blocking(this::reactions));
        server.route().get("/api/v1/stories/{id}/course").build(blocking(this::course));
    }

    private HttpResponse stories(ServiceRequestContext ctx) {
        Parameters parameters = Parameters.of(ctx);
        int limit = limit(parameters);
        Optional<Cursor> after = cursor(parameters, "stories");
        return parameters.problem().map(Problem::response).orElseGet(() -> answer(
                        ctx,
                        handle ->
                                Optional.of(Reads.stories(handle, after, limit).json()))
                .orElseThrow());
    }

    private HttpResponse story(ServiceRequestContext ctx) {
        String id = ctx.pathParam(ID);
        Parameters parameters = Parameters.of(ctx);
        Optional<Instant> asOf = parameters.asOf();
        return parameters.problem().map(Problem::response).orElseGet(() -> answer(
                        ctx, handle -> Reads.story(handle, id, asOf).map(Page.Row::item))
                .orElseGet(() -> Problem.noStory(id).response()));
    }

    private HttpResponse reactions(ServiceRequestContext ctx) {
        Parameters parameters = Parameters.of(ctx);
        ReactionFilter filter = ReactionFilter.of(parameters);
        Narrowing narrowing = Narrowing.of(parameters);
        Optional<Instant> asOf = parameters.asOf();
        int limit = limit(parameters);
        Optional<Cursor> after = cursor(parameters, "reactions");
        return parameters
                .problem()
                .map(Problem::response)
                .orElseGet(() -> ofStory(
                        ctx, (handle, story) -> Reads.reactions(handle, story, filter, narrowing, asOf, after, limit)
                                .json()));
    }

    private HttpResponse course(ServiceRequestContext ctx) {
        Parameters parameters = Parameters.of(ctx);
        Optional<Instant> asOf = parameters.asOf();
        return parameters
                .problem()
                .map(Problem::response)
                .orElseGet(() -> ofStory(ctx, (handle, story) -> Course.of(handle, story, asOf)));
    }

    private HttpService list(String name, Listing listing) {
        return blocking(ctx -> {
            Parameters parameters = Parameters.of(ctx);
            int limit = limit(parameters);
            Optional<Instant> asOf = parameters.asOf();
            Optional<Cursor> after = cursor(parameters, name);
            return parameters
                    .problem()
                    .map(Problem::response)
                    .orElseGet(() -> ofStory(ctx, (handle, story) -> listing.page(handle, story, asOf, after, limit)
                            .json()));
        });
    }

    private HttpResponse ofStory(ServiceRequestContext ctx, StoryReading reading) {
        String story = ctx.pathParam(ID);
        return answer(
                        ctx,
                        handle -> Reads.storyExists(handle, story)
                                ? Optional.of(reading.json(handle, story))
                                : Optional.empty())
                .orElseGet(() -> Problem.noStory(story).response());
    }

    /** Answers with the JSON that is made, or was made before of the same state of the database. */
    private Optional<HttpResponse> answer(ServiceRequestContext ctx, Database.Read<Optional<String>> making) {
        return database.read(handle -> answers.get(handle, ctx.request().path(), () -> making.in(handle)))
                .map(json -> JsonAnswer.fresh(ctx.request(), json));
    }

    @FunctionalInterface
    private interface Listing {
        Page page(Handle handle, String story, Optional<Instant> asOf, Optional<Cursor> after, int limit);
    }

    @FunctionalInterface
    private interface StoryReading {
        String json(Handle handle, String story);
    }

    @FunctionalInterface
    private interface Answering {
        HttpResponse answer(ServiceRequestContext ctx);
    }

    /** Database calls block, so they stay off the event loops. */
    private static HttpService blocking(Answering answering) {
        HttpService service = (ctx, req) -> HttpResponse.of(() -> answering.answer(ctx), ctx.blockingTaskExecutor());
        return service.decorate(EncodingService.newDecorator());
    }

    private static int limit(Parameters parameters) {
        return parameters.number("limit", DEFAULT_LIMIT, 1, MOST_ITEMS);
    }

    private static Optional<Cursor> cursor(Parameters parameters, String list) {
        return parameters.one(
                "cursor", "what \"next\" of this list's page before said", token -> Cursor.parse(list, token));
    }
}
