package rejoinder.sink.database;

import java.util.Optional;
import rejoinder.sink.PostgresUnderTest;

class PostgresStoreIT extends StoreContract {
    private final String url = PostgresUnderTest.freshDatabase();

    @Override
    Database open() {
        return Database.open(url, Optional.of(PostgresUnderTest.USER), Optional.of(PostgresUnderTest.PASSWORD));
    }
}
