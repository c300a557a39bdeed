package rejoinder.contracts.reaction;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;
import rejoinder.contracts.utterance.Report;

/**
 * An utterance that answers a story's trigger event, with its stance.
 *
 * @param id {@code story|utterance}, the record's key
 * @param evidence the words that decided the stance
 * @param stanceRule name of the rule that decided it
 * @param lagSeconds from the trigger event; negative only within a day of unknown hour
 * @param independentOutlets how many outlets report it without naming another as their source or repeating its text
 * @param answers whose reaction it answers, where its words name one who reacted as well
 * @param pinned that an editor put it here by hand
 */
public record Reaction(
        String id,
        String story,
        String utterance,
        Actor actor,
        Optional<String> role,
        int rank,
        Represents represents,
        String text,
        Optional<String> language,
        Stance stance,
        List<Evidence> evidence,
        String stanceRule,
        SaidAt saidAt,
        long lagSeconds,
        int reportCount,
        int outletCount,
        List<Report> reports,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int independentOutlets,
        Optional<Answer> answers,
        Optional<Pin> pinned) {
    public Reaction {
        evidence = List.copyOf(evidence);
        reports = List.copyOf(reports);
    }

    /**
     * That the words answer somebody's reaction rather than the trigger event alone.
     *
     * @param actorId who is named
     * @param words the name, as it stands in the words
     */
    public record Answer(String actorId, String actorName, String words) {}

    /** Who put a reaction here by hand, and when. */
    public record Pin(String by, Instant at, Optional<String> note) {}
}
