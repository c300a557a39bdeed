package rejoinder.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who may use the database, where it is PostgreSQL. */
public final class LoginOptions {
    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "${env:REJOINDER_DATABASE_USER}",
            description = "User, for PostgreSQL (REJOINDER_DATABASE_USER).")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            interactive = true,
            arity = "0..1",
            defaultValue = "${env:REJOINDER_DATABASE_PASSWORD}",
            description = "Password, for PostgreSQL; better set by REJOINDER_DATABASE_PASSWORD.")
    private Optional<String> password = Optional.empty();

    /** The user, where one is needed. */
    public Optional<String> user() {
        return user;
    }

    /** The password, where one is needed. */
    public Optional<String> password() {
        return password;
    }
}
