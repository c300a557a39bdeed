package rejoinder.app.export;

import java.util.Locale;

/** What a table's file is. */
enum Format {
    /** RFC 4180 with a head line; nothing between two commas where there is no value. */
    CSV("FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'"),
    PARQUET("FORMAT parquet, COMPRESSION zstd");

    private final String options;

    Format(String options) {
        this.options = options;
    }

    /** Options of DuckDB's COPY. */
    String options() {
        return options;
    }

    String fileOf(String table) {
        return table + "." + name().toLowerCase(Locale.ROOT);
    }
}
