package rejoinder.app.it;

import java.nio.file.Path;
import java.util.Optional;
import rejoinder.sink.PostgresUnderTest;

class ServicesOnPostgresIT extends ServicesContract {
    @Override
    RunningServices.Database database(Path folder) {
        return new RunningServices.Database(
                PostgresUnderTest.freshDatabase(),
                Optional.of(PostgresUnderTest.USER),
                Optional.of(PostgresUnderTest.PASSWORD));
    }
}
