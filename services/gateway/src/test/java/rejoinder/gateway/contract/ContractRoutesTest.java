package rejoinder.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;

class ContractRoutesTest {
    private static final Pattern REFERENCE = Pattern.compile("\\$ref: ['\"]?(/[^#'\"\\s]+)");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(new SinkDatabase(folder));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void everySchemaTheContractOfTheTopicsRefersToIsServedWhereItSays() {
        Set<String> references = new TreeSet<>();
        Matcher reference =
                REFERENCE.matcher(gateway.get("/api/v1/asyncapi.yaml").body());
        while (reference.find()) {
            references.add(reference.group(1));
        }

        assertThat(references).contains("/api/v1/schemas/reaction/1.1.0.json").allSatisfy(address -> assertThat(
                        gateway.get(address).statusCode())
                .as(address)
                .isEqualTo(200));
    }

    @Test
    void theContractOfTheApiIsInOnePiece() {
        String contract = gateway.get("/api/v1/openapi.yaml").body();

        assertThat(contract.lines().filter(line -> line.contains("$ref:")))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\s*(- )?\\$ref: '#/components/(schemas|parameters|responses)/\\w+'"));
        assertThat(contract)
                .contains("    Timestamp:\n", "    Correction:\n", "    CommonPushedDocument:\n")
                .doesNotContain("urn:rejoinder:schema");
    }

    @Test
    void thePageForPeopleNamesEveryAddressAndWhatItTakes() {
        String page = gateway.get("/api/v1").body();

        assertThat(page)
                .contains("GET /api/v1/stories/{id}/roundup.md", "POST /api/v1/documents", "<code>asOf</code>")
                .doesNotContain("$ref");
    }

    @Test
    void nothingElseOfTheProgramIsServed() {
        assertThat(gateway.get("/api/v1/schemas/common/..%2f..%2fpage%2findex.html")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("/api/v1/schemas/nothing/1.0.0.json").statusCode())
                .isEqualTo(404);
    }
}
