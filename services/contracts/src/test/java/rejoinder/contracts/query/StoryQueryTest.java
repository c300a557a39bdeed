package rejoinder.contracts.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Report;

class StoryQueryTest {
    private static final SaidAt NOON = new SaidAt(Instant.parse("2031-05-04T12:00:00Z"), SaidAt.Precision.INSTANT);
    private static final SaidAt THAT_DAY = new SaidAt(Instant.parse("2031-05-04T00:00:00Z"), SaidAt.Precision.DAY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "border | true",
                "'\"closed border\"' | true",
                "'\"border closed\"' | false",
                "'\"disgrace border\"~6' | true",
                "bord* | true",
                "border AND NOT disgrace | false",
                "border^0 | true",
                "'\"closed border\"^0' | true",
                "actor:venn | true",
                "represents:zz | true",
                "outlet:tribune | false",
                "'' | true"
            })
    void aQueryCatchesAsItsSyntaxSays(String query, boolean caught) {
        assertThat(valid(query).matches(said(NOON))).isEqualTo(caught);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"border AND ( | ends too early", "border ) | not expected", "*order | not allowed"})
    void whatCanNotBeParsedSaysWhy(String query, String why) {
        assertThat(StoryQuery.parse(query))
                .isInstanceOfSatisfying(
                        StoryQuery.Invalid.class,
                        wrong -> assertThat(wrong.why()).contains(why).doesNotContain("\n"));
    }

    @Test
    void deepParenthesesAreRefusedBeforeTheyTakeTheStack() {
        String deep = "(".repeat(1000) + "border" + ")".repeat(1000);

        assertThat(StoryQuery.parse(deep)).isEqualTo(new StoryQuery.Invalid("parentheses stand more than 40 deep"));
    }

    @Test
    void aDayCountsWhenItCanHoldAMomentThatCountsAndWhoActedDoesNotReact() {
        Admission afternoon = new Admission(
                Optional.of("Rudolf of Ruritania"), Instant.parse("2031-05-04T15:00:00Z"), Optional.empty());

        assertThat(afternoon.admits(said(THAT_DAY))).isTrue();
        assertThat(afternoon.admits(said(NOON))).isFalse();
        assertThat(new Admission(Optional.of("ORLA VENN"), Instant.EPOCH, Optional.empty()).admits(said(NOON)))
                .isFalse();
        assertThat(new Admission(Optional.empty(), Instant.EPOCH, Optional.of(NOON.at())).admits(said(NOON)))
                .isFalse();
    }

    private static StoryQuery valid(String query) {
        return ((StoryQuery.Valid) StoryQuery.parse(query)).query();
    }

    private static Said said(SaidAt saidAt) {
        String text = "This closed border is a disgrace";
        return new Said(
                new Actor("orla-venn", "Orla Venn", Actor.Kind.PERSON),
                Optional.of("President"),
                new Represents("ZZ", Represents.Kind.COUNTRY, "Zubrowka"),
                saidAt,
                List.of(new Report(
                        "s-1",
                        "d-1",
                        1,
                        "a-source",
                        "Zubrowka Gazette",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("en"),
                        Statement.Type.DIRECT,
                        text,
                        new Span(0, text.length()),
                        Optional.empty(),
                        new Statement.Speaker("Venn", Optional.empty(), "name", Statement.ResolvedBy.REGISTRY),
                        "",
                        "",
                        "quote-said",
                        saidAt,
                        Optional.empty())));
    }
}
