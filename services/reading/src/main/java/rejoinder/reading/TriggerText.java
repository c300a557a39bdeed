package rejoinder.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is reacted to; made once for all that is judged of it. Immutable. */
public final class TriggerText {
    private final Set<String> actorWords;
    private final Set<String> eventWords;

    /**
     * @param actor name of who spoke or acted
     * @param quote what was said
     * @param act what was done
     */
    public TriggerText(String actor, Optional<String> quote, Optional<String> act) {
        this.actorWords =
                Set.copyOf(Arrays.asList(actor.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)));
        this.eventWords =
                Set.copyOf(TextWords.of(quote.orElse("") + " " + act.orElse("")).words());
    }

    /** The words of the actor's name, in lower case. */
    Set<String> actorWords() {
        return actorWords;
    }

    /** The words of what was said and done, in lower case. */
    Set<String> eventWords() {
        return eventWords;
    }
}
