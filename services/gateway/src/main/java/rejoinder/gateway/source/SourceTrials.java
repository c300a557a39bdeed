package rejoinder.gateway.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import rejoinder.contracts.source.Source;
import rejoinder.gateway.http.Checked;

/** Asks a source once and tells what would be taken; done by whoever can read. */
@FunctionalInterface
public interface SourceTrials {
    /**
     * Tries a source; blocks up to a minute and a half.
     *
     * @param kind found out by one look at the setting {@code url} where it is empty
     * @return {@code {"documents": [{"url", "title", "statements": [{"quote", "speaker", "represents"}]}], "problems": []}}
     */
    Checked<JsonNode> run(Optional<Source.Kind> kind, Map<String, String> settings);
}
