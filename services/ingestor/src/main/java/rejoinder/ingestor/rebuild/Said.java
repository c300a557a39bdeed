package rejoinder.ingestor.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.Cursor;
import rejoinder.ingestor.log.CursorFile;

/** What the newest revision of each document says, as it was read again; outside the heap. For one thread. */
final class Said implements AutoCloseable {
    /** A document that says nothing is known all the same. */
    private static final byte[] NOTHING = {'\n'};

    private final CursorFile file = new CursorFile();

    /** What a document said; empty when it is not known. */
    Optional<List<Cursor.Said>> of(String document) {
        return file.get(document).map(Said::read);
    }

    boolean knows(String document) {
        return file.get(document).isPresent();
    }

    void put(String document, List<Cursor.Said> said) {
        file.put(document, written(said));
    }

    void add(String document, Cursor.Said said) {
        List<Cursor.Said> all = new ArrayList<>(of(document).orElse(List.of()));
        if (!all.contains(said)) {
            all.add(said);
            put(document, all);
        }
    }

    void remove(String document, String statement) {
        of(document)
                .ifPresent(all -> put(
                        document,
                        all.stream()
                                .filter(said -> !said.statement().equals(statement))
                                .toList()));
    }

    private static byte[] written(List<Cursor.Said> said) {
        if (said.isEmpty()) {
            return NOTHING;
        }
        StringBuilder text = new StringBuilder();
        said.forEach(one ->
                text.append(one.statement()).append(' ').append(one.actor()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Cursor.Said> read(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    int space = line.indexOf(' ');
                    return new Cursor.Said(line.substring(0, space), line.substring(space + 1));
                })
                .toList();
    }

    @Override
    public void close() {
        file.close();
    }
}
