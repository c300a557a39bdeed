package rejoinder.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who held which office when. */
class RegistryTest {
    private static final String HEADER = "id,name,role,rank,represents,represents_kind,represents_name,from,to\n";

    @Test
    void anOfficeIsHeldFromItsFirstDayToItsLast() {
        Registry registry = Zubrowka.registry();

        assertThat(registry.named("Til Vask", Instant.parse("2021-12-31T23:00:00Z"))
                        .orElseThrow()
                        .represents()
                        .code())
                .isEqualTo("FD");
        assertThat(registry.named("Til Vask", Instant.parse("2022-01-01T00:00:00Z"))
                        .orElseThrow()
                        .represents()
                        .code())
                .isEqualTo("LEAGUE");
    }

    @Test
    void whoHasLeftOfficeIsAFormerOfficialOfIt() {
        Official former = Zubrowka.registry()
                .named("Orla Venn", Instant.parse("2024-06-01T00:00:00Z"))
                .orElseThrow();

        assertThat(former.role()).contains("former President");
        assertThat(former.rank()).isEqualTo(25);
    }

    @Test
    void whoIsNotYetInOfficeIsNoOfficial() {
        assertThat(Zubrowka.registry().named("Orla Venn", Instant.parse("2019-06-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aNameIsFoundWhateverItsCaseAccentsAndInitials() {
        assertThat(Registry.bundled().idsNamed("wladyslaw kosiniak-kamysz"))
                .isEqualTo(Registry.bundled().idsNamed("W\u0142adys\u0142aw Kosiniak-Kamysz"))
                .isNotEmpty();
        assertThat(Zubrowka.registry().idsNamed("tilman VASK")).containsExactly("til-vask");
        assertThat(Zubrowka.registry().idsNamed("Til B. Vask")).containsExactly("til-vask");
    }

    @Test
    void rowsOfTheUserReplaceTheBundledOnesOfTheSameId() {
        Registry registry = Zubrowka.registry(HEADER + "jens-stoltenberg,Jens Stoltenberg,Baker,10,ZB,,Zubrowka,,\n");

        assertThat(registry.mandatesOf("jens-stoltenberg"))
                .singleElement()
                .satisfies(mandate -> assertThat(mandate.represents().code()).isEqualTo("ZB"));
        assertThat(registry.idsNamed("Charles Michel")).isNotEmpty();
    }

    @Test
    void whatIsWrongWithTheUsersFileIsSaidByLine() {
        Registry.Extension extension = Zubrowka.extension(HEADER
                + "a,Ana Aa,Queen,100,ZB,country,Zubrowka,2020-01-01,\n"
                + ",Ben Bee,King,100,ZB,country,Zubrowka,,\n"
                + "c,Cy Cee,King,1000,ZB,country,Zubrowka,,\n"
                + "d,Di Dee,King,100,ZB,kingdom,Zubrowka,,\n"
                + "e,Ed Ee,King,100,ZB,country,Zubrowka,2021-01-01,2020-01-01\n"
                + "f,Flo Eff,King,100,ZB,country,Zubrowka,soon,\n");

        assertThat(extension.registry()).isEmpty();
        assertThat(extension.problems()).hasSize(5);
        assertThat(extension.problems().get(0)).startsWith("line 3: ").contains("column id is empty");
        assertThat(extension.problems().get(1)).startsWith("line 4: ").contains("rank 1000");
        assertThat(extension.problems().get(2)).startsWith("line 5: ").contains("kingdom");
        assertThat(extension.problems().get(3)).startsWith("line 6: ").contains("ends before it begins");
        assertThat(extension.problems().get(4)).startsWith("line 7: ").contains("soon");
    }

    @Test
    void aFileWithoutTheColumnsItNeedsSaysWhich() {
        assertThat(Zubrowka.extension("id,office\na,b\n").problems())
                .singleElement()
                .asString()
                .contains("no column name, represents");
    }

    @Test
    void aFileThatIsNotThereSaysSo() {
        assertThat(Registry.bundled().extendedBy(Path.of("no-such.csv")).problems())
                .singleElement()
                .asString()
                .contains("no-such.csv");
    }

    @Test
    void theBundledRegistryKnowsOfficesOverTime() {
        assertThat(Registry.bundled()
                        .named("Jens Stoltenberg", Instant.parse("2024-02-11T00:00:00Z"))
                        .orElseThrow()
                        .represents()
                        .code())
                .isEqualTo("NATO");
        assertThat(Registry.bundled()
                        .named("Mark Rutte", Instant.parse("2024-02-11T00:00:00Z"))
                        .orElseThrow()
                        .represents()
                        .code())
                .isEqualTo("NL");
        assertThat(Registry.bundled()
                        .named("Mark Rutte", Instant.parse("2024-11-11T00:00:00Z"))
                        .orElseThrow()
                        .represents()
                        .code())
                .isEqualTo("NATO");
    }
}
