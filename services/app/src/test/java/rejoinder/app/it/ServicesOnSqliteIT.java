package rejoinder.app.it;

import java.nio.file.Path;
import java.util.Optional;

class ServicesOnSqliteIT extends ServicesContract {
    @Override
    RunningServices.Database database(Path folder) {
        return new RunningServices.Database(
                "jdbc:sqlite:" + folder.resolve("rejoinder.db"), Optional.empty(), Optional.empty());
    }
}
