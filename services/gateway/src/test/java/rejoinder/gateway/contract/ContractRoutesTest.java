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
    void everySchemaTheContractsReferToIsServedWhereTheySay() {
        Set<String> references = new TreeSet<>();
        for (String file : Set.of("/api/v1/openapi.yaml", "/api/v1/asyncapi.yaml")) {
            Matcher reference = REFERENCE.matcher(gateway.get(file).body());
            while (reference.find()) {
                references.add(reference.group(1));
            }
        }

        assertThat(references).contains("/api/v1/schemas/common/1.0.0.json").allSatisfy(address -> assertThat(
                        gateway.get(address).statusCode())
                .as(address)
                .isEqualTo(200));
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
