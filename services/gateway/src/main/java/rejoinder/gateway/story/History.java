package rejoinder.gateway.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import rejoinder.contracts.json.Json;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.contracts.query.Admission;
import rejoinder.contracts.query.Said;
import rejoinder.contracts.query.StoryQuery;
import rejoinder.contracts.reaction.Reaction;
import rejoinder.gateway.read.Items;
import rejoinder.gateway.read.Reads;

/**
 * What a query catches of everything that was said, the newest first. Used by one thread.
 *
 * <p>Who only repeats the trigger event's words is counted here, and left out by the story later: that takes reading.
 */
final class History {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_SHOWN = 5;
    private static final JsonSerde<Reaction> REACTIONS = new JsonSerde<>(Reaction.class);

    private final StoryQuery query;
    private final Admission admission;
    private final List<String> newest = new ArrayList<>();
    private final Set<String> actors = new HashSet<>();
    private final Set<String> represented = new HashSet<>();
    private long looked;
    private long caught;
    private long of;

    private History(StoryQuery query, Admission admission) {
        this.query = query;
        this.admission = admission;
    }

    /** Looks until all that may count is seen, enough is, or it is told to stop. */
    static History look(Handle handle, StoryQuery query, Admission admission, BooleanSupplier stop) {
        History history = new History(query, admission);
        history.of = Reads.saidBetween(handle, admission.from(), admission.until());
        Reads.saidBetween(handle, admission.from(), admission.until(), MOST_LOOKED_AT, json -> {
            history.take(json);
            return !stop.getAsBoolean();
        });
        return history;
    }

    private void take(String json) {
        looked++;
        Reaction said = REACTIONS.fromBytes(json.getBytes(StandardCharsets.UTF_8));
        Said seen = Said.of(said);
        if (admission.admits(seen) && query.matches(seen)) {
            caught++;
            actors.add(said.actor().id());
            represented.add(said.represents().code());
            if (newest.size() < MOST_SHOWN) {
                newest.add(json);
            }
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("caught", caught);
        json.put("actors", actors.size());
        json.put("represented", represented.size());
        json.put("looked", looked);
        json.put("of", of);
        ArrayNode items = json.putArray("newest");
        newest.forEach(each -> items.add(Items.record(each)));
        return json;
    }
}
