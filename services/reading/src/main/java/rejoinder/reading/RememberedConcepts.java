package rejoinder.reading;

import java.util.LinkedHashMap;
import java.util.Map;

/** What words mean, remembered for the thousands of words that come again and again. Of one thread only. */
public final class RememberedConcepts {
    private static final int MOST = 10_000;
    private static final int LONGEST = 40;

    private final Map<String, SameWords.Meaning> byToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SameWords.Meaning> eldest) {
            return size() > MOST;
        }
    };

    SameWords.Meaning of(String token) {
        return token.length() > LONGEST
                ? SameWords.Meaning.of(token)
                : byToken.computeIfAbsent(token, SameWords.Meaning::of);
    }
}
