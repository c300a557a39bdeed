package rejoinder.app.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the database is, for services that run apart. */
public final class DatabaseOptions {
    @Option(
            names = "--database-url",
            paramLabel = "URL",
            required = true,
            defaultValue = "${env:REJOINDER_DATABASE_URL}",
            description = "jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME (REJOINDER_DATABASE_URL).")
    private String url;

    @Mixin
    private LoginOptions login = new LoginOptions();

    /** The JDBC URL. */
    public String url() {
        return url;
    }

    /** The user, where one is needed. */
    public Optional<String> user() {
        return login.user();
    }

    /** The password, where one is needed. */
    public Optional<String> password() {
        return login.password();
    }
}
