package rejoinder.app.rebuild;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * One way in which two builds differ.
 *
 * @param what such as {@code statements lost}
 * @param count how often
 * @param examples the first of them in the order of what tells them apart, as many as were asked for
 */
@JsonPropertyOrder({"what", "count", "examples"})
record Difference(String what, long count, List<Map<String, String>> examples) {
    Difference {
        examples = List.copyOf(examples);
    }
}
