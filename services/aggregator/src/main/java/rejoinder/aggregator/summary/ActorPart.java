package rejoinder.aggregator.summary;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.summary.Milestone;
import rejoinder.contracts.summary.StanceChange;
import rejoinder.contracts.summary.StanceCounts;

/**
 * What one actor said for one country or organisation.
 *
 * @param decided the latest reaction whose stance is decided
 * @param changed the last time a decided stance followed another one
 * @param outlets how many different outlets report the reactions
 * @param newest times and ids of the newest reactions, newest first
 * @param quotable what a reaction needs to be quoted; empty while whatever several report is
 * @param counted whether the actor counts here for the story as a whole: once, where the latest reaction is
 */
public record ActorPart(
        Actor actor,
        Optional<String> role,
        Represents represents,
        long reactions,
        long reports,
        StanceCounts stances,
        Milestone first,
        Milestone latest,
        Optional<Milestone> decided,
        Optional<StanceChange> changed,
        long outlets,
        List<Newest> newest,
        Optional<Quotable> quotable,
        boolean counted) {
    public ActorPart {
        newest = List.copyOf(newest);
    }

    /** The reaction that makes the position: the latest one decided, else the latest. */
    Milestone position() {
        return decided.orElse(latest);
    }

    ActorPart counted(boolean now) {
        return now == counted
                ? this
                : new ActorPart(
                        actor,
                        role,
                        represents,
                        reactions,
                        reports,
                        stances,
                        first,
                        latest,
                        decided,
                        changed,
                        outlets,
                        newest,
                        quotable,
                        now);
    }
}
