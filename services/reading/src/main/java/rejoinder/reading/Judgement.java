package rejoinder.reading;

import java.util.List;

/** A stance, the words that decided it, and the rule's name. */
public record Judgement(StanceKind stance, List<EvidenceSpan> evidence, String rule) {
    public Judgement {
        evidence = List.copyOf(evidence);
    }
}
