package rejoinder.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rejoinder.contracts.Stance;
import rejoinder.gateway.read.ReactionFilter;
import rejoinder.gateway.stream.StreamFilter.Verdict;

class StreamFilterTest {
    private static final Optional<Traits> CONDEMNS = Optional.of(traits(Stance.CONDEMN));
    private static final Optional<Traits> WELCOMES = Optional.of(traits(Stance.WELCOME));
    private static final StreamFilter ALL = filter(Set.of(), Set.of());
    private static final StreamFilter ONLY_CONDEMN = filter(Set.of("border"), Set.of(Stance.CONDEMN));

    @Test
    void anEmptyFilterWantsEverything() {
        assertThat(ALL.verdict(change("border", CONDEMNS, Optional.empty()))).isEqualTo(Verdict.SHOWN);
        assertThat(ALL.verdict(change("border", Optional.empty(), Optional.empty())))
                .isEqualTo(Verdict.RETRACTION);
    }

    @Test
    void anotherStoryIsNotToldAtAll() {
        assertThat(ONLY_CONDEMN.verdict(change("tariff", CONDEMNS, Optional.empty())))
                .isEqualTo(Verdict.NOTHING);
        assertThat(ONLY_CONDEMN.verdict(change("tariff", Optional.empty(), Optional.empty())))
                .isEqualTo(Verdict.NOTHING);
    }

    @Test
    void whatNoLongerFitsIsRetractedAndWhatNeverDidIsNot() {
        assertThat(ONLY_CONDEMN.verdict(change("border", WELCOMES, CONDEMNS))).isEqualTo(Verdict.RETRACTION);
        assertThat(ONLY_CONDEMN.verdict(change("border", WELCOMES, WELCOMES))).isEqualTo(Verdict.NOTHING);
        assertThat(ONLY_CONDEMN.verdict(change("border", WELCOMES, Optional.empty())))
                .isEqualTo(Verdict.NOTHING);
        assertThat(ONLY_CONDEMN.verdict(change("border", CONDEMNS, WELCOMES))).isEqualTo(Verdict.SHOWN);
    }

    @Test
    void whatIsGoneIsRetractedUnlessItNeverFitted() {
        assertThat(ONLY_CONDEMN.verdict(change("border", Optional.empty(), CONDEMNS)))
                .isEqualTo(Verdict.RETRACTION);
        assertThat(ONLY_CONDEMN.verdict(change("border", Optional.empty(), WELCOMES)))
                .isEqualTo(Verdict.NOTHING);
        assertThat(ONLY_CONDEMN.verdict(change("border", Optional.empty(), Optional.empty())))
                .isEqualTo(Verdict.RETRACTION);
    }

    @Test
    void whatHasNoStanceIsNotWhatIsAskedForByStance() {
        Optional<Traits> ofAStory = Optional.of(new Traits(Optional.empty(), Optional.empty(), Optional.empty(), 0));

        assertThat(ALL.verdict(change("border", ofAStory, Optional.empty()))).isEqualTo(Verdict.SHOWN);
        assertThat(ONLY_CONDEMN.verdict(change("border", ofAStory, Optional.empty())))
                .isEqualTo(Verdict.NOTHING);
    }

    @Test
    void whoseRankIsTooLowIsNeitherShownNorRetracted() {
        StreamFilter ranked = new StreamFilter(Set.of("border"), ALL.reactions(), 71);
        StreamFilter unranked = new StreamFilter(Set.of("border"), ALL.reactions(), 70);

        assertThat(ranked.verdict(change("border", CONDEMNS, Optional.empty()))).isEqualTo(Verdict.NOTHING);
        assertThat(ranked.verdict(change("border", Optional.empty(), CONDEMNS))).isEqualTo(Verdict.NOTHING);
        assertThat(unranked.verdict(change("border", CONDEMNS, Optional.empty())))
                .isEqualTo(Verdict.SHOWN);
    }

    private static Traits traits(Stance stance) {
        return new Traits(Optional.of("orla-venn"), Optional.of("ZZ"), Optional.of(stance), 70);
    }

    private static StreamFilter filter(Set<String> stories, Set<Stance> stances) {
        return new StreamFilter(stories, new ReactionFilter(Set.of(), Set.of(), stances));
    }

    private static Change change(String story, Optional<Traits> now, Optional<Traits> before) {
        return new Change(
                Subject.REACTION, 0, 0, 0, story + "|u-1", Optional.of(story), now, before, now.map(traits -> "{}"));
    }
}
