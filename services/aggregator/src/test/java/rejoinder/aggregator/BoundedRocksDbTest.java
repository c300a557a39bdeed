package rejoinder.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class BoundedRocksDbTest {
    private static final byte[] LITTLE = new byte[4096];

    @Test
    void aStoreThatHoldsLittleTakesLittleOfWhatAllMayHoldUnwritten(@TempDir Path folder) throws RocksDBException {
        try (Options options = new Options()) {
            options.setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
            new BoundedRocksDb().setConfig("little", options, Map.of());
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                store.put(new byte[] {1}, LITTLE);

                assertThat(store.getLongProperty("rocksdb.cur-size-all-mem-tables"))
                        .isBetween((long) LITTLE.length, 256L * 1024);
            }
        }
    }
}
