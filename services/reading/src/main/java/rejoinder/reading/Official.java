package rejoinder.reading;

import java.util.Optional;

/** An actor in office at a date. */
public record Official(
        String actorId,
        String name,
        ActorKind kind,
        Optional<String> role,
        int rank,
        RepresentedParty represents,
        ResolvedBy resolvedBy) {}
