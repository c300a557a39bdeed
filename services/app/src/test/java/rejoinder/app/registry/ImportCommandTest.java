package rejoinder.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rejoinder.app.cli.Failures;
import rejoinder.reading.Registry;

/** Registries made of open data are registries that reading takes. */
class ImportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void legislatorsAndPresidentsAreTakenWithTheirTermsJoined() throws IOException {
        Path yaml = Files.writeString(folder.resolve("people.yaml"), """
                - name: {first: Orla, last: Venn, official_full: Orla Anna Venn}
                  bio: {gender: F}
                  terms:
                  - {type: rep, state: ZB, start: '2001-01-03', end: '2003-01-03'}
                  - {type: sen, state: ZB, start: '2003-01-03', end: '2009-01-03'}
                  - {type: sen, state: ZB, start: '2009-01-03', end: '2015-01-03'}
                """);

        assertThat(imported("--congress", yaml.toString())).isZero();

        assertThat(registry().mandatesOf("orla-venn")).hasSize(2).last().satisfies(mandate -> {
            assertThat(mandate.role()).contains("U.S. Senator (ZB)");
            assertThat(mandate.rank()).isEqualTo(40);
            assertThat(mandate.from()).hasToString("Optional[2003-01-03]");
            assertThat(mandate.to()).hasToString("Optional[2015-01-03]");
            assertThat(mandate.names()).contains("Orla Anna Venn");
        });
    }

    @Test
    void popoloIsTakenForTheCountryThatIsNamed() throws IOException {
        Path json = Files.writeString(folder.resolve("people.json"), """
                {"persons": [{"id": "p1", "name": "Til Vask", "gender": "male", "other_names": [{"name": "T. Vask"}]}],
                 "organizations": [{"id": "o1", "name": "the Diet"}],
                 "posts": [{"id": "f", "label": "Foreign Minister"}],
                 "memberships": [{"person_id": "p1", "post_id": "f", "start_date": "2020-01-01"},
                                 {"person_id": "p1", "organization_id": "o1", "end_date": "2019-12-31"}]}""");

        assertThat(imported("--popolo", json.toString(), "--represents", "ee")).isZero();

        assertThat(registry().mandatesOf("til-vask"))
                .satisfiesExactly(
                        minister -> {
                            assertThat(minister.role()).contains("Foreign Minister");
                            assertThat(minister.rank()).isEqualTo(80);
                            assertThat(minister.represents().name()).isEqualTo("Estonia");
                        },
                        member -> assertThat(member.role()).contains("member of the Diet"));
    }

    @Test
    void theResultOfAQueryIsTaken() throws IOException {
        Path json = Files.writeString(folder.resolve("query.json"), """
                {"results": {"bindings": [{
                  "personLabel": {"value": "Pim Ostro"}, "positionLabel": {"value": "Prime Minister"},
                  "countryCode": {"value": "EE"}, "genderLabel": {"value": "male"},
                  "start": {"value": "2020-01-01T00:00:00Z"}}]}}""");

        assertThat(imported("--wikidata", json.toString())).isZero();

        assertThat(registry().mandatesOf("pim-ostro")).singleElement().satisfies(mandate -> {
            assertThat(mandate.rank()).isEqualTo(100);
            assertThat(mandate.from()).hasToString("Optional[2020-01-01]");
            assertThat(mandate.to()).isEmpty();
        });
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "{");
        Path other = Files.writeString(folder.resolve("other"), "{}");

        assertThat(imported()).isNotZero();
        assertThat(imported("--popolo", other.toString())).isNotZero();
        assertThat(imported("--popolo", other.toString(), "--represents", "EE")).isNotZero();
        assertThat(imported("--wikidata", broken.toString())).isNotZero();
        assertThat(imported("--congress", other.toString())).isNotZero();
        assertThat(imported("--congress", folder.resolve("absent").toString())).isNotZero();
        assertThat(errors.toString().lines())
                .anySatisfy(line -> assertThat(line).contains("give --congress"))
                .anySatisfy(line -> assertThat(line).contains("needs --represents"))
                .anySatisfy(line -> assertThat(line).contains("\"persons\" and \"memberships\""))
                .anySatisfy(line -> assertThat(line).contains("broken"))
                .anySatisfy(line -> assertThat(line).contains("a list of legislators"))
                .anySatisfy(line -> assertThat(line).contains("absent"));
    }

    private int imported(String... arguments) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(arguments),
                        java.util.stream.Stream.of(
                                "--out", folder.resolve("out.csv").toString()))
                .toArray(String[]::new);
        return new CommandLine(new ImportCommand())
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler(new Failures())
                .execute(all);
    }

    private Registry registry() {
        Registry.Extension extension = Registry.bundled().extendedBy(folder.resolve("out.csv"));
        return extension.registry().orElseThrow(() -> new AssertionError(extension.problems()));
    }
}
