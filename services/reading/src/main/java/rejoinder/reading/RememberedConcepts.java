package rejoinder.reading;

import java.util.LinkedHashMap;
import java.util.Map;

/** What words mean, remembered for the thousands of words that come again and again. Of one thread only. */
public final class RememberedConcepts {
    private static final int MOST = 10_000;
    private static final int LONGEST = 40;

    private final Map<String, String> byToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    String of(String token) {
        return token.length() > LONGEST ? Concepts.of(token) : byToken.computeIfAbsent(token, Concepts::of);
    }
}
