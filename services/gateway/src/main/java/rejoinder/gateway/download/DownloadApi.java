package rejoinder.gateway.download;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.contracts.summary.ActorSummary;
import rejoinder.contracts.summary.CountrySummary;
import rejoinder.contracts.table.Column;
import rejoinder.contracts.table.Table;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Items;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.read.Reads;

/**
 * {@code GET /api/v1/stories/ID/reactions.csv}, {@code actors.csv}, {@code countries.csv} and the same as {@code .ndjson}:
 * whole lists in one file, now or {@code asOf} a moment, read in one transaction and sent as they are read.
 */
public final class DownloadApi implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadApi.class);
    private static final int AT_ONCE = 4;
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final MediaType NDJSON = MediaType.create("application", "x-ndjson");

    private final Database database;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** The database stays the caller's to close. */
    public DownloadApi(Database database) {
        this.database = database;
    }

    @Override
    public void addTo(ServerBuilder server) {
        add(server, Table.reactions(), Reaction.class, DownloadApi::reactions);
        add(server, Table.actors(), ActorSummary.class, parameters -> summaries(parameters, Reads::actors));
        add(server, Table.countries(), CountrySummary.class, parameters -> summaries(parameters, Reads::countries));
    }

    /** What a request asks for, once its parameters are read. */
    @FunctionalInterface
    private interface Asked {
        void rows(Handle handle, String story, Consumer<String> each);
    }

    /** Reads the parameters of one list. */
    @FunctionalInterface
    private interface Asking {
        Asked of(Parameters parameters);
    }

    @FunctionalInterface
    private interface Listing {
        void rows(Handle handle, String story, Optional<Instant> asOf, Consumer<String> each);
    }

    /** Writes one record's JSON as a row or a line. */
    @FunctionalInterface
    private interface Writing {
        void write(String json, StringBuilder text);
    }

    private static Asked reactions(Parameters parameters) {
        ReactionFilter filter = ReactionFilter.of(parameters);
        Optional<Instant> asOf = parameters.asOf();
        return (handle, story, each) -> Reads.reactions(handle, story, filter, asOf, each);
    }

    private static Asked summaries(Parameters parameters, Listing listing) {
        Optional<Instant> asOf = parameters.asOf();
        return (handle, story, each) -> listing.rows(handle, story, asOf, each);
    }

    private <V> void add(ServerBuilder server, Table<V> table, Class<V> type, Asking asking) {
        JsonSerde<V> json = new JsonSerde<>(type);
        String path = "/api/v1/stories/{id}/" + table.name();
        server.route()
                .get(path + ".csv")
                .build((ctx, request) -> pour(
                        ctx,
                        asking,
                        table.name() + ".csv",
                        MediaType.CSV_UTF_8.withParameter("header", "present"),
                        head(table),
                        (record, text) -> row(table, json.fromBytes(record.getBytes(StandardCharsets.UTF_8)), text)));
        server.route()
                .get(path + ".ndjson")
                .build((ctx, request) ->
                        pour(ctx, asking, table.name() + ".ndjson", NDJSON, "", (record, text) -> text.append(
                                        Items.record(record))
                                .append('\n')));
    }

    private static <V> String head(Table<V> table) {
        return CSVFormat.RFC4180.format(
                        table.columns().stream().map(Column::name).toArray())
                + "\r\n";
    }

    private static <V> void row(Table<V> table, V record, StringBuilder text) {
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(table.columns().stream().map(column -> column.textOf(record)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written to", e);
        }
    }

    private HttpResponse pour(
            ServiceRequestContext ctx, Asking asking, String file, MediaType type, String head, Writing writing) {
        Parameters parameters = Parameters.of(ctx);
        Asked asked = asking.of(parameters);
        Optional<Problem> wrong = parameters.problem();
        if (wrong.isPresent()) {
            return wrong.get().response();
        }
        if (!places.tryAcquire()) {
            return Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS, AT_ONCE + " downloads are under way already; come back later")
                    .retryingAfter(LATER)
                    .response();
        }
        ctx.clearRequestTimeout();
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        ctx.blockingTaskExecutor().execute(() -> {
            try {
                pour(ctx.pathParam("id"), asked, headers(ctx.pathParam("id"), file, type), head, writing, answer);
            } catch (Pouring.Stopped stopped) {
                LOG.debug("a download of {} ended early", file, stopped);
            } catch (RuntimeException e) {
                if (!answer.completeExceptionally(e)) {
                    LOG.warn("a download of {} was broken off", file, e);
                }
            } finally {
                places.release();
            }
        });
        return HttpResponse.of(answer);
    }

    private void pour(
            String story,
            Asked asked,
            ResponseHeaders headers,
            String head,
            Writing writing,
            CompletableFuture<HttpResponse> answer) {
        boolean found = database.read(handle -> {
            if (!Reads.storyExists(handle, story)) {
                return false;
            }
            HttpResponseWriter response = HttpResponse.streaming();
            response.write(headers);
            answer.complete(response);
            Pouring pouring = new Pouring(response);
            try {
                pouring.text().append(head);
                asked.rows(handle, story, json -> {
                    writing.write(json, pouring.text());
                    pouring.passOn();
                });
                pouring.end();
            } catch (RuntimeException e) {
                pouring.abort(e);
                throw e;
            }
            return true;
        });
        if (!found) {
            answer.complete(Problem.noStory(story).response());
        }
    }

    private static ResponseHeaders headers(String story, String file, MediaType type) {
        String name = story.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + file;
        return ResponseHeaders.builder(HttpStatus.OK)
                .contentType(type)
                .add(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .add(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .build();
    }
}
