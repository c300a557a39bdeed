package rejoinder.aggregator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.hours;

import java.util.List;
import org.junit.jupiter.api.Test;
import rejoinder.aggregator.utterance.UtteranceOf;
import rejoinder.contracts.utterance.Utterance;

class UpToDateTest {
    private final UpToDate upToDate = new UpToDate();

    @Test
    void whatWasMatchedAfterAStoryCameNeedNotBeLookedAtAgainWhoeverReportsIt() {
        upToDate.follow("border");

        upToDate.matched("orla-venn", utterance());

        assertThat(upToDate.has("border", "orla-venn", "u-1")).isTrue();
        assertThat(upToDate.has("border", "orla-venn|s-2")).isTrue();
        assertThat(upToDate.has("border", "orla-venn|s-3")).isFalse();
        assertThat(upToDate.has("border", "til-vask|s-1")).isFalse();
    }

    @Test
    void whatWasMatchedBeforeAStoryCameOrChangedIsLookedAt() {
        upToDate.follow("border");
        upToDate.matched("orla-venn", utterance());

        upToDate.follow("harbour");
        assertThat(upToDate.has("border", "orla-venn", "u-1")).isTrue();
        assertThat(upToDate.has("harbour", "orla-venn", "u-1")).isFalse();

        upToDate.follow("border");
        assertThat(upToDate.has("border", "orla-venn", "u-1")).isFalse();
    }

    @Test
    void ofAStoryThatCameBeforeARestartEverythingIsLookedAt() {
        upToDate.matched("orla-venn", utterance());

        assertThat(upToDate.has("border", "orla-venn", "u-1")).isFalse();
    }

    private static Utterance utterance() {
        return UtteranceOf.of(List.of(
                ORLA_VENN.says("s-1", "The border must open.", hours(1)),
                ORLA_VENN.says("s-2", "The border must open.", hours(2))));
    }
}
