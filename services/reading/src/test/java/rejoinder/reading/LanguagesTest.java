package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading in languages other than English. */
class LanguagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|\u201EDas ist ein schwerer Fehler, den wir nicht hinnehmen\u201C, sagte Orla Venn am Montag in der Hauptstadt.",
                "de|Orla Venn sagte: \u201EDas ist ein schwerer Fehler, den wir nicht hinnehmen.\u201C",
                "fr|\u00AB C'est une grave erreur que nous ne pouvons pas accepter \u00BB, a d\u00E9clar\u00E9 Orla Venn dans la capitale.",
                "fr|Orla Venn a d\u00E9clar\u00E9 : \u00AB C'est une grave erreur que nous ne pouvons pas accepter. \u00BB",
                "es|\"Es un grave error que no podemos aceptar\", dijo Orla Venn en la capital de su pa\u00EDs.",
                "es|Orla Venn dijo: \"Es un grave error que no podemos aceptar\".",
                "it|\u00ABQuesto \u00E8 un grave errore che non possiamo accettare\u00BB, ha detto Orla Venn nella capitale.",
                "it|Orla Venn ha detto: \"Questo \u00E8 un grave errore che non possiamo accettare\".",
                "pl|\"To jest powa\u017Cny b\u0142\u0105d i nie mo\u017Cemy go zaakceptowa\u0107\" - powiedzia\u0142a Orla Venn w stolicy.",
                "pl|Orla Venn powiedzia\u0142a: \"To jest powa\u017Cny b\u0142\u0105d i nie mo\u017Cemy go zaakceptowa\u0107\".",
                "pt|\"Este \u00E9 um grave erro que n\u00E3o podemos aceitar\", disse Orla Venn na capital do pa\u00EDs.",
                "pt|Orla Venn disse: \"Este \u00E9 um grave erro que n\u00E3o podemos aceitar\".",
                "uk|\u00AB\u0426\u0435 \u0441\u0435\u0440\u0439\u043E\u0437\u043D\u0430 \u043F\u043E\u043C\u0438\u043B\u043A\u0430, \u0456 \u043C\u0438 \u043D\u0435 \u043C\u043E\u0436\u0435\u043C\u043E \u0446\u044C\u043E\u0433\u043E \u043F\u0440\u0438\u0439\u043D\u044F\u0442\u0438\u00BB, \u0441\u043A\u0430\u0437\u0430\u043B\u0430 Orla Venn \u0443 \u0441\u0442\u043E\u043B\u0438\u0446\u0456.",
                "ru|\u00AB\u042D\u0442\u043E \u0441\u0435\u0440\u044C\u0451\u0437\u043D\u0430\u044F \u043E\u0448\u0438\u0431\u043A\u0430, \u0438 \u043C\u044B \u043D\u0435 \u043C\u043E\u0436\u0435\u043C \u044D\u0442\u043E\u0433\u043E \u043F\u0440\u0438\u043D\u044F\u0442\u044C\u00BB, \u0441\u043A\u0430\u0437\u0430\u043B\u0430 Orla Venn \u0432 \u0441\u0442\u043E\u043B\u0438\u0446\u0435.",
            })
    void aQuotationAndItsSpeakerAreFound(String language, String sentence) {
        assertThat(Languages.of(sentence)).contains(language);
        assertThat(Zubrowka.read(sentence)).singleElement().satisfies(found -> {
            assertThat(found.type()).isEqualTo(QuoteType.DIRECT);
            assertThat(found.official().orElseThrow().actorId()).isEqualTo("orla-venn");
            assertThat(found.cue()).isPresent();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orla Venn besuchte gestern die Hauptstadt. \u201EDas ist ein schwerer Fehler\u201C, sagte sie.",
                "Orla Venn a visit\u00E9 la capitale hier. \u00AB C'est une grave erreur pour nous \u00BB, a-t-elle d\u00E9clar\u00E9.",
                "Orla Venn visit\u00F3 ayer la capital de su pa\u00EDs. \"Es un grave error para nosotros\", dijo.",
                "Orla Venn by\u0142a wczoraj w stolicy. \"To jest powa\u017Cny b\u0142\u0105d dla nas\" - powiedzia\u0142a.",
            })
    void whoIsNotNamedAgainIsWhoWasNamedBefore(String text) {
        assertThat(Zubrowka.read(text)).singleElement().satisfies(found -> assertThat(
                        found.official().orElseThrow().actorId())
                .isEqualTo("orla-venn"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\u00ABNous ne fermerons jamais la fronti\u00E8re\u00BB, a d\u00E9clar\u00E9 la pr\u00E9sidente Orla Venn.",
                "\u201ENigdy nie zamkniemy granicy\u201D \u2013 powiedzia\u0142a Orla Venn.",
                "\u00AB\u041C\u0438 \u043D\u0456\u043A\u043E\u043B\u0438 \u043D\u0435 \u0437\u0430\u043A\u0440\u0438\u0454\u043C\u043E \u043A\u043E\u0440\u0434\u043E\u043D\u00BB, \u2014 \u0441\u043A\u0430\u0437\u0430\u043B\u0430 Orla Venn.",
                "\u00AB\u041C\u044B \u043D\u0438\u043A\u043E\u0433\u0434\u0430 \u043D\u0435 \u0437\u0430\u043A\u0440\u043E\u0435\u043C \u0433\u0440\u0430\u043D\u0438\u0446\u0443\u00BB, \u2014 \u0437\u0430\u044F\u0432\u0438\u043B\u0430 Orla Venn.",
            })
    void aSingleSentenceIsEnoughToTellTheLanguageAndTheClause(String sentence) {
        assertThat(Zubrowka.read(sentence)).singleElement().satisfies(found -> {
            assertThat(found.cue()).isPresent();
            assertThat(found.speaker().orElseThrow().name()).isEqualTo("Orla Venn");
        });
    }

    @Test
    void aLanguageThatIsNotReadGivesNoGarbage() {
        List<Attribution> finnish = Zubrowka.read(
                "Orla Venn k\u00E4vi eilen p\u00E4\u00E4kaupungissa ja tapasi siell\u00E4 ministereit\u00E4 eri maista.");

        assertThat(finnish).isEmpty();
    }

    @Test
    void textFromRightToLeftIsLeftAsItIs() {
        String text =
                "\u05D0\u05D5\u05E8\u05DC\u05D4 \u05D5\u05DF \u05D0\u05DE\u05E8\u05D4: \"\u05D6\u05D5 \u05D8\u05E2\u05D5\u05EA \u05D7\u05DE\u05D5\u05E8\u05D4 \u05DE\u05D0\u05D5\u05D3\"";

        assertThat(Zubrowka.read(text)).allSatisfy(found -> assertThat(text).contains(found.quote()));
    }

    @Test
    void aTextTooShortToTellHasNoLanguage() {
        assertThat(Languages.of("Orla Venn")).isEmpty();
        assertThat(Languages.of("")).isEmpty();
    }
}
