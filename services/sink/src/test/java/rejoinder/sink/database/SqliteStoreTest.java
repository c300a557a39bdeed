package rejoinder.sink.database;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.open("jdbc:sqlite:" + folder.resolve("test.db"), Optional.empty(), Optional.empty());
    }
}
