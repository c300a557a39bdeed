package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a name, a pronoun or a description means inside a document, and which official that is. */
class SpeakersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn met Til Vask on Monday. \"It is a grave mistake,\" Venn said.|Orla Venn",
                "Orla Venn met Til Vask on Monday. \"It is a grave mistake,\" Vask said.|Til Vask",
                "Orla Venn met Til Vask on Monday. \"It is a grave mistake,\" she said.|Orla Venn",
                "Til Vask met Orla Venn on Monday. \"It is a grave mistake,\" he said.|Til Vask",
                "Til Vask arrived on Monday with Pim Ostro. \"It is a grave mistake,\" he said.|Til Vask",
            })
    void aShortMentionIsTheLongestHonestNameInTheDocument(String text, String name) {
        assertThat(Zubrowka.read(text)).last().satisfies(found -> assertThat(
                        found.speaker().orElseThrow().name())
                .isEqualTo(name));
    }

    @Test
    void aSpokespersonIsTheSpeakerAndRepresentsTheCountry() {
        assertThat(Zubrowka.read("\"We regret this decree very much,\" palace spokeswoman Una Brell said."))
                .singleElement()
                .satisfies(found -> {
                    Official official = found.official().orElseThrow();
                    assertThat(official.name()).isEqualTo("Una Brell");
                    assertThat(official.represents().code()).isEqualTo("ZB");
                    assertThat(official.resolvedBy()).isEqualTo(ResolvedBy.REGISTRY);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Kremlin said it would not comment on the decree of Zubrowka.|RU|INSTITUTION",
                "\"We will look at the decree of Zubrowka,\" the White House said.|US|INSTITUTION",
                "Downing Street said the decree of Zubrowka was no business of its own.|GB|INSTITUTION",
                "The Stone Palace said the decree of Zubrowka would be withdrawn soon.|ZB|INSTITUTION",
                "Berlin said the decree of Zubrowka was no business of its own.|DE|INSTITUTION",
            })
    void institutionsAndMetonymsAreActors(String text, String code, ActorKind kind) {
        assertThat(Zubrowka.read(text)).isNotEmpty().first().satisfies(found -> {
            assertThat(found.official().orElseThrow().represents().code()).isEqualTo(code);
            assertThat(found.official().orElseThrow().kind()).isEqualTo(kind);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "German Chancellor Edda Lorn came late. \"It is a grave mistake,\" the chancellor said.|Edda Lorn|DE",
                "Til Vask came late. \"It is a grave mistake,\" his spokesman said.|Freedonia government|FD",
                "Orla Venn came late. \"It is a grave mistake,\" her spokeswoman said.|Zubrowka government|ZB",
            })
    void definiteDescriptionsAreResolvedInsideTheDocument(String text, String name, String code) {
        assertThat(Zubrowka.read(text)).last().satisfies(found -> {
            assertThat(found.official().orElseThrow().name()).isEqualTo(name);
            assertThat(found.official().orElseThrow().represents().code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"We have seen it and we will answer,\" Finland's president said on Monday.|FI",
                "The French president said that it was time to act together.|FR",
            })
    void anOfficeWithItsCountryIsWhoHoldsItAtThatDate(String text, String code) {
        assertThat(Zubrowka.read(text)).first().satisfies(found -> {
            assertThat(found.official().orElseThrow().represents().code()).isEqualTo(code);
            assertThat(found.official().orElseThrow().kind()).isEqualTo(ActorKind.PERSON);
            assertThat(found.official().orElseThrow().resolvedBy()).isEqualTo(ResolvedBy.REGISTRY);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Polish Defence Minister Edda Lorn said the decree of Zubrowka was a mistake.|PL|75",
                "\"It is a grave mistake,\" said Edda Lorn, the foreign minister of Finland.|FI|80",
                "\"It is a grave mistake,\" said Finland's president, Edda Lorn.|FI|100",
                "\"It is a grave mistake,\" said Edda Lorn, Germany's ambassador to Zubrowka.|DE|45",
                "\"It is a grave mistake,\" said Edda Lorn, the mayor of Kyiv.|UA|40",
                "\"It is a grave mistake,\" said presidential candidate Edda Lorn of Finland.|FI|30",
            })
    void whoIsIntroducedByOfficeAndCountryIsAnOfficialByTheText(String text, String code, int rank) {
        assertThat(Zubrowka.read(text)).isNotEmpty().first().satisfies(found -> {
            Official official = found.official().orElseThrow();
            assertThat(official.name()).isEqualTo("Edda Lorn");
            assertThat(official.represents().code()).isEqualTo(code);
            assertThat(official.rank()).isEqualTo(rank);
            assertThat(official.resolvedBy()).isEqualTo(ResolvedBy.TEXT);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ministry of Foreign Affairs of Finland|The ministry|Finland foreign ministry",
                "Ministry of Defence of Finland|The statement|Finland defence ministry",
            })
    void aPressReleasesSpeakerIsTheOfficeAtItsHead(String head, String speaker, String office) {
        assertThat(Zubrowka.read(head + "\n\nPress release\n\n" + speaker + " said the decree was a grave mistake."))
                .singleElement()
                .satisfies(found -> {
                    Official official = found.official().orElseThrow();
                    assertThat(official.name()).isEqualTo(office);
                    assertThat(official.represents().code()).isEqualTo("FI");
                    assertThat(official.resolvedBy()).isEqualTo(ResolvedBy.TEXT);
                    assertThat(found.speaker().orElseThrow().rule()).endsWith("publishing-office");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Finnish foreign ministry|Finland foreign ministry",
                "The Finnish defense ministry|Finland defense ministry",
                "The Finnish ministry|Finland ministry",
            })
    void aMinistryIsCalledByAllThatTheTextSaysOfIt(String speaker, String office) {
        assertThat(Zubrowka.read("\"It is a grave mistake,\" said a spokesman. " + speaker
                        + " said the decree was a grave mistake."))
                .last()
                .satisfies(found -> {
                    assertThat(found.official().orElseThrow().name()).isEqualTo(office);
                    assertThat(found.speaker().orElseThrow().rule()).endsWith("government-by-name");
                });
    }

    @Test
    void aFormerOfficialIsMarkedAsSuch() {
        assertThat(Zubrowka.read("\"It is a grave mistake,\" said former Polish Defence Minister Edda Lorn."))
                .first()
                .satisfies(found -> {
                    assertThat(found.official().orElseThrow().rank()).isEqualTo(25);
                    assertThat(found.official().orElseThrow().role().orElseThrow())
                            .startsWith("former");
                });
    }

    @Test
    void whoIsNoOfficialIsASpeakerAndNoActor() {
        assertThat(Zubrowka.read("\"It is a lovely day,\" said Edda Lorn, a baker from the capital."))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.speaker().orElseThrow().name()).isEqualTo("Edda Lorn");
                    assertThat(found.official()).isEmpty();
                });
    }

    @Test
    void namesakesAreToldApartByTheirOffice() {
        assertThat(Zubrowka.read("\"It is a grave mistake,\" Senator Jon Marr said."))
                .first()
                .satisfies(found ->
                        assertThat(found.official().orElseThrow().actorId()).isEqualTo("jon-marr-zb"));
        assertThat(Zubrowka.read("\"It is a grave mistake,\" Mayor Jon Marr said."))
                .first()
                .satisfies(found ->
                        assertThat(found.official().orElseThrow().actorId()).isEqualTo("jon-marr-fd"));
    }

    @Test
    void namesakesThatNothingTellsApartStayBothCandidates() {
        assertThat(Zubrowka.read("\"It is a grave mistake,\" Jon Marr said."))
                .first()
                .satisfies(found -> {
                    assertThat(found.official()).isEmpty();
                    assertThat(found.speaker().orElseThrow().candidates())
                            .extracting(Official::actorId)
                            .containsExactlyInAnyOrder("jon-marr-zb", "jon-marr-fd");
                    assertThat(found.speaker().orElseThrow().rule()).endsWith("ambiguous");
                });
    }
}
