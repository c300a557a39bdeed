package rejoinder.aggregator.utterance;

import java.util.List;
import rejoinder.contracts.utterance.Utterance;

/**
 * An utterance and the places of all its statements in the store.
 *
 * @param places keys of the statements, sorted
 */
public record Members(Utterance utterance, List<String> places) {
    public Members {
        places = List.copyOf(places);
    }
}
