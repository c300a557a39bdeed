package rejoinder.reading;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether quotations report the same words as one that is given: what {@link SameWords} says, sooner where most share
 * no word with it.
 */
public final class SameWordsAs implements Predicate<String> {
    private final SameWords.Words words;
    private final Set<String> concepts;
    private final boolean meansSomething;
    private final RememberedConcepts remembered;

    public SameWordsAs(String quote, RememberedConcepts remembered) {
        this.words = SameWords.of(quote, remembered);
        this.concepts = words.concepts();
        this.meansSomething = concepts.stream().anyMatch(concept -> !concept.startsWith("\0"));
        this.remembered = remembered;
    }

    /** Whether another quotation reports the same words. */
    @Override
    public boolean test(String other) {
        return (!meansSomething || sharesOne(other)) && SameWords.same(words, SameWords.of(other, remembered));
    }

    private boolean sharesOne(String other) {
        String joined = SameWords.joined(other);
        int begin = 1;
        for (int end = SameWords.wordEnd(joined, begin); end > begin; end = SameWords.wordEnd(joined, begin)) {
            if (concepts.contains(remembered.of(joined, begin, end).concept())) {
                return true;
            }
            begin = end + 1;
        }
        return false;
    }
}
