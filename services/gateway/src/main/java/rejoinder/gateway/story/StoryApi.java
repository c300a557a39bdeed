package rejoinder.gateway.story;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.story.Story;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.Bodies;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.LogWriter;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Reads;

/**
 * {@code POST /api/v1/stories} creates a story or replaces the one with its id; {@code DELETE /api/v1/stories/ID} ends
 * it with its reactions. Both are answered once the log has it; reading follows a moment later.
 */
public final class StoryApi implements Routes {
    private final LogWriter log;
    private final Topic<Story> topic;
    private final Database database;

    public StoryApi(LogWriter log, Topic<Story> topic, Database database) {
        this.log = log;
        this.topic = topic;
        this.database = database;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .post("/api/v1/stories")
                .build((ctx, req) -> HttpResponse.of(
                        req.aggregate().thenApplyAsync(body -> define(ctx, body), ctx.blockingTaskExecutor())));
        server.route()
                .delete("/api/v1/stories/{id}")
                .build((ctx, req) -> HttpResponse.of(() -> delete(ctx.pathParam("id")), ctx.blockingTaskExecutor()));
    }

    private HttpResponse define(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        return Parameters.of(ctx).problem().map(Problem::response).orElseGet(() -> Bodies.json(request)
                .then(StoryDefinitions::read)
                .fold(this::write, Problem::response));
    }

    private HttpResponse write(Story story) {
        log.write(topic, List.of(new LogWriter.Entry<>(story.id(), story)));
        return JsonAnswer.of(HttpStatus.CREATED, Json.mapper().valueToTree(story))
                .mapHeaders(headers -> headers.toBuilder()
                        .set(HttpHeaderNames.LOCATION, "/api/v1/stories/" + story.id())
                        .build());
    }

    private HttpResponse delete(String id) {
        if (id.equals(Story.ALL)) {
            return Problem.of(HttpStatus.CONFLICT, "the story \"all\" is built in and can't be deleted")
                    .response();
        }
        if (!database.read(handle -> Reads.storyExists(handle, id))) {
            return Problem.notFound("there is no such story").response();
        }
        log.write(topic, List.of(new LogWriter.Entry<>(id, null)));
        return HttpResponse.of(HttpStatus.NO_CONTENT, MediaType.PLAIN_TEXT_UTF_8, "");
    }
}
