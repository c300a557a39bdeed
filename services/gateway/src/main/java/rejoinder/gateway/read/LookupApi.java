package rejoinder.gateway.read;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;

/** An actor, a country or organisation, or an utterance across all stories, read from the sink's database. */
public final class LookupApi implements Routes {
    private final Database database;

    /** The database stays the caller's to close. */
    public LookupApi(Database database) {
        this.database = database;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/api/v1/actors/{id}").build(lookup("actor", UnaryOperator.identity(), Reads::actor));
        server.route()
                .get("/api/v1/countries/{id}")
                .build(lookup("country or organisation", code -> code.toUpperCase(Locale.ROOT), Reads::country));
        server.route()
                .get("/api/v1/utterances/{id}")
                .build(lookup("utterance", UnaryOperator.identity(), Reads::utterance));
    }

    @FunctionalInterface
    private interface Lookup {
        List<String> find(Handle handle, String id);
    }

    private HttpService lookup(String what, UnaryOperator<String> normal, Lookup lookup) {
        return (ctx, request) -> HttpResponse.of(() -> answer(ctx, what, normal, lookup), ctx.blockingTaskExecutor());
    }

    private HttpResponse answer(ServiceRequestContext ctx, String what, UnaryOperator<String> normal, Lookup lookup) {
        String id = normal.apply(ctx.pathParam("id"));
        return Parameters.of(ctx).problem().map(Problem::response).orElseGet(() -> {
            List<String> found = database.read(handle -> lookup.find(handle, id));
            return found.isEmpty()
                    ? Problem.notFound("no " + what + " with that id has said anything")
                            .response()
                    : JsonAnswer.fresh(ctx.request(), Items.list(found, rest -> {}));
        });
    }
}
