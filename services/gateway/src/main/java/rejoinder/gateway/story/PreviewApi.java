package rejoinder.gateway.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.query.Admission;
import rejoinder.contracts.query.StoryQuery;
import rejoinder.gateway.http.Bodies;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.read.Database;

/**
 * {@code POST /api/v1/preview}: what a story's query would catch of what was said, before there is such a story. Looks
 * at the newest utterances, within a bound of number and time, and says how far it got; stops when the client goes away.
 */
public final class PreviewApi implements Routes {
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final Database database;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** The database stays the caller's to close. */
    public PreviewApi(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .post("/api/v1/preview")
                .build((ctx, request) -> HttpResponse.of(
                        request.aggregate().thenApplyAsync(body -> answer(ctx, body), ctx.blockingTaskExecutor())));
    }

    /** What is asked: a query, and who can answer whom. */
    private record Question(StoryQuery query, Admission admission) {}

    private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        return Parameters.of(ctx).problem().map(Problem::response).orElseGet(() -> Bodies.json(request)
                .then(PreviewApi::question)
                .fold(question -> look(ctx, question), Problem::response));
    }

    private static Checked<Question> question(JsonNode body) {
        Fields fields = Fields.of(body, "");
        Optional<StoryQuery> query = StoryDefinitions.query(fields);
        Optional<String> actor = fields.optional("actor", Fields.LONGEST_NAME);
        Optional<Instant> from = fields.optionalDate("from").map(SaidAt::at);
        Optional<Instant> until = fields.optionalDate("until").map(SaidAt::at);
        return fields.as(
                () -> new Question(query.orElseThrow(), new Admission(actor, from.orElse(Instant.EPOCH), until)));
    }

    private HttpResponse look(ServiceRequestContext ctx, Question question) {
        if (!place()) {
            return new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "others are looking at history now; try again in a moment",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Duration.ofSeconds(1)))
                    .response();
        }
        try {
            Instant end = clock.instant().plus(LONGEST_LOOK);
            return JsonAnswer.of(
                    HttpStatus.OK,
                    database.read(handle -> History.look(
                                    handle,
                                    question.query(),
                                    question.admission(),
                                    () -> ctx.isCancelled() || clock.instant().isAfter(end)))
                            .json());
        } finally {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
