package rejoinder.app.service;

import java.util.Locale;
import rejoinder.contracts.topic.Topics;

/** Which database belongs to a build: the one that is configured to the original, one beside it to each other. */
public final class Databases {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String SCHEMA = "currentSchema=";

    private Databases() {}

    /**
     * The JDBC URL of a build's database: of SQLite, a file {@code NAME-BUILD.db} beside {@code NAME.db}; of PostgreSQL,
     * a schema called after the build.
     */
    public static String of(String configured, Topics topics) {
        if (topics.isOriginal()) {
            return configured;
        }
        if (configured.startsWith(SQLITE)) {
            int parameters = configured.indexOf('?');
            String file = parameters < 0 ? configured : configured.substring(0, parameters);
            String rest = parameters < 0 ? "" : configured.substring(parameters);
            boolean db = file.toLowerCase(Locale.ROOT).endsWith(".db");
            String stem = db ? file.substring(0, file.length() - ".db".length()) : file;
            return stem + "-" + topics.build() + (db ? ".db" : "") + rest;
        }
        return configured + (configured.contains("?") ? "&" : "?") + SCHEMA + schema(topics);
    }

    /** The schema of a build in PostgreSQL. */
    public static String schema(Topics topics) {
        return "build_" + topics.build().replace('-', '_');
    }
}
