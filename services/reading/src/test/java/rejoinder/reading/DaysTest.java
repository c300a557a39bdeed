package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something was said; the documents appear on Wednesday, 5 May 2021. */
class DaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"It is a mistake,\" Orla Venn said on Sunday.|2021-05-02",
                "\"It is a mistake,\" Orla Venn said late on Monday.|2021-05-03",
                "\"It is a mistake,\" Orla Venn said Wednesday.|2021-05-05",
                "\"It is a mistake,\" Orla Venn said last Wednesday.|2021-04-28",
                "\"It is a mistake,\" Orla Venn said yesterday.|2021-05-04",
                "\"It is a mistake,\" Orla Venn said today.|2021-05-05",
                "On 28 April, Orla Venn said: \"It is a mistake.\"|2021-04-28",
                "\"It is a mistake,\" Orla Venn said on December 24.|2020-12-24",
                "\"It is a mistake,\" Orla Venn said on Feb. 3, 2020.|2020-02-03",
                "\"Das ist ein Fehler, und wir lehnen es ab\", sagte Orla Venn am Montag.|2021-05-03",
                "\u00AB C'est une erreur et nous ne pouvons pas l'accepter \u00BB, a d\u00E9clar\u00E9 Orla Venn lundi.|2021-05-03",
                "\"Es un error y no lo aceptamos\", dijo Orla Venn el lunes.|2021-05-03",
                "\"To jest b\u0142\u0105d i nie mo\u017Cemy go przyj\u0105\u0107\" - powiedzia\u0142a Orla Venn w \u015Brod\u0119.|2021-05-05",
            })
    void theDayBesideTheReportingVerbIsWhenItWasSaid(String text, String day) {
        assertThat(Zubrowka.read(text)).last().satisfies(found -> {
            assertThat(found.saidAt().at()).isEqualTo(Instant.parse(day + "T00:00:00Z"));
            assertThat(found.saidAt().precision()).isEqualTo(SaidAt.Precision.DAY);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"It is a mistake,\" Orla Venn said.",
                "\"We will decide on Monday,\" Orla Venn said.",
                "\"It is a mistake,\" Orla Venn said of Sunday's vote.",
                "\"It is a mistake,\" Orla Venn said before next Monday.",
            })
    void withoutADayOfItsOwnItIsThatOfPublication(String text) {
        assertThat(Zubrowka.read(text)).last().satisfies(found -> {
            assertThat(found.saidAt().at()).isEqualTo(Zubrowka.PUBLISHED);
            assertThat(found.saidAt().precision()).isEqualTo(SaidAt.Precision.PUBLICATION);
        });
    }

    @Test
    void whereTheDayHasBegunEarlierItIsThatDay() {
        Instant sundayEveningInUtc = Instant.parse("2021-05-02T22:00:00Z");

        assertThat(Reader.with(Zubrowka.registry())
                        .read(new SourceText(
                                "\"It is a mistake,\" Orla Venn said on Monday.",
                                Optional.empty(),
                                Optional.of(sundayEveningInUtc),
                                sundayEveningInUtc.plusSeconds(86_400),
                                Optional.empty()))
                        .attributions())
                .singleElement()
                .satisfies(found -> assertThat(found.saidAt().at()).isEqualTo(Instant.parse("2021-05-03T00:00:00Z")));
    }

    @Test
    void nothingIsSaidAfterItWasObserved() {
        Reader reader = Reader.with(Zubrowka.registry());
        Instant observed = Instant.parse("2021-05-01T00:00:00Z");

        assertThat(reader.read(new SourceText(
                                "\"It is a mistake,\" Orla Venn said on Monday.",
                                Optional.empty(),
                                Optional.of(Zubrowka.PUBLISHED),
                                observed,
                                Optional.empty()))
                        .attributions())
                .allSatisfy(found -> assertThat(found.saidAt().at()).isBeforeOrEqualTo(observed));
    }
}
