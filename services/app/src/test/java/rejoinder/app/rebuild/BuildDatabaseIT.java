package rejoinder.app.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import rejoinder.app.service.Databases;
import rejoinder.contracts.topic.Topics;
import rejoinder.sink.PostgresUnderTest;

/** The place of a build in a PostgreSQL that other builds use as well. */
class BuildDatabaseIT {
    private final String url = PostgresUnderTest.freshDatabase();
    private final Topics original = Topics.in("rejoinder");
    private final Topics march = original.build("march");

    @Test
    void aBuildHasTablesOfItsOwnThatGoWithItAndTheOriginalsStay() throws SQLException {
        migrate(Databases.of(url, original));
        BuildDatabase place = place(march);
        assertThat(place.offsets()).isEmpty();

        place.make();
        place.make();
        migrate(Databases.of(url, march));

        assertThat(schemasWith("reactions")).containsExactly("build_march", "public");
        assertThat(place.offsets()).isEmpty();
        assertThat(place.remove()).isEqualTo("schema build_march");
        assertThat(schemasWith("reactions")).containsExactly("public");
        assertThat(place(original).remove()).contains("nothing of PostgreSQL");
        assertThat(schemasWith("reactions")).containsExactly("public");
    }

    private BuildDatabase place(Topics build) {
        return new BuildDatabase(
                build,
                new Workplace.Store(
                        Databases.of(url, build),
                        Optional.of(PostgresUnderTest.USER),
                        Optional.of(PostgresUnderTest.PASSWORD)));
    }

    /** As the sink does. */
    private static void migrate(String database) {
        Flyway.configure()
                .dataSource(database, PostgresUnderTest.USER, PostgresUnderTest.PASSWORD)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private Set<String> schemasWith(String table) throws SQLException {
        Set<String> schemas = new TreeSet<>();
        try (Connection connection =
                        DriverManager.getConnection(url, PostgresUnderTest.USER, PostgresUnderTest.PASSWORD);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT table_schema FROM information_schema.tables WHERE table_name = '" + table
                                + "'")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }
}
