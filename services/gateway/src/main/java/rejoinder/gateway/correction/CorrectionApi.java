package rejoinder.gateway.correction;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.correction.Correction;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Reads;

/**
 * {@code POST /api/v1/corrections} takes what an editor sets right: that an utterance is a reaction of a story or is
 * none, or that two actors are one. Answered once the log has it; reading follows a moment later.
 */
public final class CorrectionApi implements Routes {
    private static final int LONGEST_NOTE = 2000;
    private static final int LONGEST_ID = 300;

    private final LogWriter log;
    private final Topic<Correction> topic;
    private final Database database;
    private final Clock clock;

    public CorrectionApi(LogWriter log, Topic<Correction> topic, Database database, Clock clock) {
        this.log = log;
        this.topic = topic;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .post("/api/v1/corrections")
                .build((ctx, req) -> HttpResponse.of(
                        req.aggregate().thenApplyAsync(body -> take(ctx, body), ctx.blockingTaskExecutor())));
    }

    private HttpResponse take(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        if (!Optional.ofNullable(request.contentType()).map(MediaType::isJson).orElse(false)) {
            return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "this address takes application/json")
                    .response();
        }
        return Parameters.of(ctx).problem().map(Problem::response).orElseGet(() -> Fields.parse(
                        request.content().array())
                .then(this::read)
                .fold(this::write, Problem::response));
    }

    private Checked<Correction> read(JsonNode body) {
        Fields fields = Fields.of(body, "");
        String corrects = fields.text("corrects", Fields.LONGEST_NAME);
        String by = fields.text("by", Fields.LONGEST_NAME);
        Optional<String> note = fields.optional("note", LONGEST_NOTE).filter(text -> !text.isBlank());
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (corrects) {
            case "reaction" -> ofReaction(fields, by, at, note);
            case "actor" -> ofActor(fields, by, at, note);
            default -> {
                fields.report("corrects", "must be \"reaction\" or \"actor\"");
                yield fields.as(CorrectionApi::impossible);
            }
        };
    }

    private Checked<Correction> ofReaction(Fields fields, String by, Instant at, Optional<String> note) {
        String story = fields.text("story", LONGEST_ID);
        String utterance = fields.text("utterance", LONGEST_ID);
        Optional<Correction.Verdict> verdict =
                fields.optional("verdict", "pin, exclude or release", text -> Arrays.stream(Correction.Verdict.values())
                        .filter(one -> one.json().equals(text))
                        .findFirst());
        if (verdict.isEmpty()) {
            fields.report("verdict", "is missing; it is pin, exclude or release");
        }
        Optional<String> actor = story.isEmpty() || utterance.isEmpty()
                ? Optional.empty()
                : database.read(handle -> Reads.speaker(handle, story, utterance));
        if (!story.isEmpty() && !database.read(handle -> Reads.storyExists(handle, story))) {
            fields.report("story", "names no story");
        } else if (actor.isEmpty()) {
            fields.report("utterance", "names nothing that was said");
        }
        return fields.as(() ->
                new Correction.OfReaction(story, actor.orElseThrow(), utterance, verdict.orElseThrow(), by, at, note));
    }

    private Checked<Correction> ofActor(Fields fields, String by, Instant at, Optional<String> note) {
        String actor = fields.text("actor", LONGEST_ID);
        Fields into = fields.object("into");
        String id = into.text("id", LONGEST_ID);
        String name = into.text("name", Fields.LONGEST_NAME);
        Optional<Actor.Kind> kind =
                into.optional("kind", "person or institution", text -> Arrays.stream(Actor.Kind.values())
                        .filter(one -> one.json().equals(text))
                        .findFirst());
        return fields.as(
                () -> new Correction.OfActor(actor, new Actor(id, name, kind.orElse(Actor.Kind.PERSON)), by, at, note));
    }

    private static Correction impossible() {
        throw new IllegalStateException("a correction of nothing was reported as a problem");
    }

    private HttpResponse write(Correction correction) {
        log.write(topic, List.of(new LogWriter.Entry<>(correction.key(), correction)));
        return JsonAnswer.of(HttpStatus.CREATED, Json.mapper().valueToTree(correction));
    }
}
