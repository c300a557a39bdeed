package rejoinder.aggregator.utterance;

import static org.assertj.core.api.Assertions.assertThat;
import static rejoinder.aggregator.Zubrowka.ORLA_VENN;
import static rejoinder.aggregator.Zubrowka.hours;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Utterance;

/** Which reports only take over what others have. */
class IndependenceTest {
    private static final String QUOTE = "The border must open.";
    private static final Statement.Asserted ORIGINAL = ORLA_VENN.says("s-1", QUOTE, hours(1), "Gazette", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reuters",
                "Associated Press",
                "AP",
                "Agence France-Presse",
                "AFP",
                "dpa",
                "Interfax",
                "Interfax-Ukraine",
                "RIA Novosti",
                "PA Media",
                "\u010cTK",
                "LETA"
            })
    void whatNamesAnAgencyIsTakenOverFromIt(String agency) {
        assertThat(takenOverFrom("ZUBROWKA (" + agency + ") The President spoke."))
                .containsExactly(agency);
        assertThat(takenOverFrom("The President told " + agency + ": it must.")).containsExactly(agency);
        assertThat(takenOverFrom("So the President said, " + agency + " reported."))
                .containsExactly(agency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The President spoke.",
                "The President told Reutersville: it must.",
                "AFP",
                "She wore a cap (AFPs) and an APA",
                "",
                " ",
                "dpa (dpa",
            })
    void whatOnlyLooksLikeItIsNot(String context) {
        assertThat(takenOverFrom(context)).isEmpty();
    }

    private static List<String> takenOverFrom(String context) {
        Statement.Asserted report = ORLA_VENN.says("s-2", QUOTE, hours(2), "Courier", context);
        return new Independence(List.of(ORIGINAL, report))
                .takenOver().stream().map(Utterance.TakenOver::from).toList();
    }
}
