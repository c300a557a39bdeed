package rejoinder.aggregator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One memory budget for the stores of all tasks: blocks, indexes and write buffers together. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long ALL_BYTES = 256L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 144L * 1024 * 1024;
    private static final long ONE_WRITE_BUFFER_BYTES = 8L * 1024 * 1024;
    /**
     * What a write buffer grows by. An instance has some ninety of them: in pieces of a mebibyte, as they are where nothing
     * is said, most of the budget holds nothing, and whoever writes next has to put what little it has into a file.
     */
    private static final long WRITE_BUFFER_PIECE_BYTES = 128L * 1024;

    /** How many files a store has before they become one. Most of them are small. */
    private static final int MOST_FILES = 8;

    private static final long BLOCK_BYTES = 8L * 1024;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(ALL_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        // In parts, of which those in use fit into the cache: with a million utterances whole ones do not, and reading
        // them again was most of the work.
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setEnableIndexCompression(false);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
        options.setArenaBlockSize(WRITE_BUFFER_PIECE_BYTES);
        options.setLevel0FileNumCompactionTrigger(MOST_FILES);
        options.setCompressionPerLevel(compression(options.numLevels()));
    }

    /** Hardly larger with LZ4 than with ZSTD, and cheaper to read; the newest files are read and written again soon. */
    private static List<CompressionType> compression(int levels) {
        List<CompressionType> each = new ArrayList<>(Collections.nCopies(levels, CompressionType.LZ4_COMPRESSION));
        each.set(0, CompressionType.NO_COMPRESSION);
        return each;
    }

    @Override
    public void close(String store, Options options) {
        // The cache and the write buffer manager are shared and live as long as the process.
    }
}
