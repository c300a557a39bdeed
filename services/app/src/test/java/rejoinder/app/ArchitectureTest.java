package rejoinder.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, held against the compiled classes. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("rejoinder");

    private static final List<String> SERVICES = List.of("ingestor", "aggregator", "sink", "gateway");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("contracts", "reading", "ingestor", "aggregator", "sink", "gateway", "app")) {
            assertThat(CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith("rejoinder." + module)))
                    .as(module)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingestor", "aggregator", "sink", "gateway"})
    void servicesDoNotSeeEachOther(String service) {
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> "rejoinder." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("rejoinder." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    @Test
    void nothingButTheAppSeesTheApp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("rejoinder.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("rejoinder.app..")
                .check(CLASSES);
    }

    @Test
    void contractsAndReadingKnowNoServiceAndNotEachOther() {
        classes()
                .that()
                .resideInAPackage("rejoinder.contracts..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("rejoinder..")).or(resideInAPackage("rejoinder.contracts..")))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("rejoinder.reading..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("rejoinder..")).or(resideInAPackage("rejoinder.reading..")))
                .check(CLASSES);
    }

    @Test
    void onlyIngestorAndAggregatorRead() {
        noClasses()
                .that(resideInAnyPackage("rejoinder.sink..", "rejoinder.gateway.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("rejoinder.reading..")
                .check(CLASSES);
    }

    @Test
    void readingHasNoKafka() {
        noClasses()
                .that()
                .resideInAPackage("rejoinder.reading..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void onlyTheAggregatorUsesKafkaStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("rejoinder.aggregator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEmbeddedBrokerTouchesKafkasInternals() {
        noClasses()
                .that()
                .resideOutsideOfPackage("rejoinder.app.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
                .check(CLASSES);
    }

    @Test
    void theAggregatorKnowsNoWallClock() {
        noClasses()
                .that()
                .resideInAPackage("rejoinder.aggregator..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("rejoinder.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void staticFieldsNeverChange() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("rejoinder..")
                .should()
                .beFinal()
                .check(CLASSES);
    }
}
