package rejoinder.contracts.summary;

import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;

/** A reaction that stands out in a summary: the first, the latest, or the one that makes an official position. */
public record Milestone(
        String reaction, String actorId, String actorName, int rank, Stance stance, SaidAt saidAt, long lagSeconds) {}
