package rejoinder.gateway.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.topic.Topic;
import rejoinder.gateway.http.JsonAnswer;
import rejoinder.gateway.http.Parameters;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.log.OneRecord;
import rejoinder.gateway.read.Database;
import rejoinder.gateway.read.Reads;

/**
 * {@code GET /api/v1/documents?id=ID}: a document in its newest revision, with the text that the spans of statements
 * refer to. The database knows where the log has it; the text is read from there, and kept nowhere else.
 */
public final class DocumentApi implements Routes {
    private static final int LONGEST_ID = 300;

    private final Database database;
    private final OneRecord log;
    private final Topic<Document> topic;
    private final JsonSerde<Document> documents = new JsonSerde<>(Document.class);

    /** The database and the log stay the caller's to close. */
    public DocumentApi(Database database, OneRecord log, Topic<Document> topic) {
        this.database = database;
        this.log = log;
        this.topic = topic;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .get("/api/v1/documents")
                .build((ctx, request) -> HttpResponse.of(() -> answer(ctx), ctx.blockingTaskExecutor()));
    }

    private HttpResponse answer(ServiceRequestContext ctx) {
        Parameters parameters = Parameters.of(ctx);
        Optional<String> id = parameters.one("id", "the id of a document", text -> Optional.of(text)
                .filter(given -> !given.isBlank() && given.length() <= LONGEST_ID));
        return parameters
                .problem()
                .or(() -> id.isEmpty()
                        ? Optional.of(Problem.parameter("id", "\"id\" is missing: which document is wanted"))
                        : Optional.empty())
                .map(Problem::response)
                .orElseGet(() -> find(ctx, id.orElseThrow()));
    }

    private HttpResponse find(ServiceRequestContext ctx, String id) {
        Optional<Reads.DocumentPlace> place = database.read(handle -> Reads.document(handle, id));
        if (place.isEmpty()) {
            return Problem.notFound("there is no such document").response();
        }
        Optional<ConsumerRecord<byte[], byte[]>> record =
                log.read(topic.name(), place.get().partition(), place.get().offset());
        return record.filter(found -> found.value() != null)
                .map(found -> documents.fromBytes(found.value()))
                .map(document -> JsonAnswer.fresh(ctx.request(), item(document)))
                .orElseGet(() -> Problem.notFound("the log no longer has the text of this document")
                        .response());
    }

    /** What the outlet published, without how it came here. */
    private static ObjectNode item(Document document) {
        ObjectNode item = Json.mapper().valueToTree(document);
        return item.remove(List.of("source", "statement", "notes"));
    }
}
