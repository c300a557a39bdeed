package rejoinder.ingestor.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rejoinder.contracts.json.Schemas;
import rejoinder.contracts.source.Source;
import rejoinder.ingestor.follow.Attempts;
import rejoinder.ingestor.follow.Follower;
import rejoinder.ingestor.follow.Found;
import rejoinder.ingestor.follow.KnownItems;

/**
 * Follows one folder with its sub-folders. A file is read once it has stood still: unchanged since the last look, or
 * not written to for two seconds. Hidden and temporary files are left alone; a deleted file changes nothing, since a
 * drop folder is no archive. Not thread-safe.
 */
public final class DropFolder implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final Duration STANDS_STILL = Duration.ofSeconds(2);
    private static final int DEEPEST = 16;

    private final Source source;
    private final Path folder;
    private final Schemas schemas;
    private final Clock clock;
    private final Map<Path, Look> lastLook = new HashMap<>();
    private final Queue<Path> changed = new ArrayDeque<>();
    private final Attempts attempts = new Attempts();
    private final KnownItems known;
    private final Duration scanInterval;
    private Instant nextLook = Instant.EPOCH;
    private long readBytes;
    private long totalBytes;
    private Optional<FileItems> open = Optional.empty();

    private record Look(long size, Instant modifiedAt) {}

    /** @param scanInterval time between two looks */
    public DropFolder(
            Source source, Path folder, Duration scanInterval, Schemas schemas, Clock clock, KnownItems known) {
        this.scanInterval = scanInterval;
        this.known = known;
        this.source = source;
        this.folder = folder;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** Looks for files that are new or changed, where it is time to. */
    @Override
    public void look(Instant now) {
        if (now.isBefore(nextLook) || !changed.isEmpty() || open.isPresent()) {
            return;
        }
        nextLook = now.plus(scanInterval);
        if (!Files.isDirectory(folder)) {
            attempts.failed(now, "there is no folder " + folder);
            return;
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> settled = files.filter(Files::isRegularFile)
                    .filter(DropFolder::isWanted)
                    .sorted()
                    .filter(this::isNewAndSettled)
                    .toList();
            changed.addAll(settled);
            readBytes = 0;
            totalBytes = 0;
            for (Path file : settled) {
                totalBytes += Files.size(file);
            }
            attempts.succeeded(now);
        } catch (IOException | UncheckedIOException e) {
            attempts.failed(now, "can't look into " + folder + ": " + e.getMessage());
            LOG.warn("source {}: can't look into {}: {}", source.id(), folder, e.toString());
        }
    }

    @Override
    public Backlog backlog() {
        return waiting() == 0
                ? Backlog.NONE
                : new Backlog(readBytes + open.map(FileItems::position).orElse(0L), Math.max(totalBytes, readBytes));
    }

    @Override
    public boolean busy() {
        return waiting() > 0;
    }

    @Override
    public Attempts attempts() {
        return attempts;
    }

    @Override
    public void hurry() {
        nextLook = Instant.EPOCH;
    }

    @Override
    public Optional<Found> next() {
        while (true) {
            if (open.isPresent()) {
                Optional<Found> next = open.get().next();
                if (next.isPresent()) {
                    return next;
                }
                readBytes += open.get().size();
                open.get().close();
                open = Optional.empty();
            }
            Path file = changed.poll();
            if (file == null) {
                return Optional.empty();
            }
            open = Optional.of(FileItems.open(source, name(file), file, clock.instant(), schemas));
        }
    }

    /** Files that wait to be read. */
    @Override
    public int waiting() {
        return changed.size() + (open.isPresent() ? 1 : 0);
    }

    @Override
    public void close() {
        open.ifPresent(FileItems::close);
        open = Optional.empty();
        changed.clear();
    }

    private boolean isNewAndSettled(Path file) {
        Look look;
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            look = new Look(now.size(), now.lastModifiedTime().toInstant());
        } catch (IOException e) {
            LOG.debug("source {}: {} has gone", source.id(), file, e);
            return false;
        }
        if (known.of(name(file))
                .filter(cursor ->
                        cursor.size() == look.size() && cursor.modifiedAt().equals(Optional.of(look.modifiedAt())))
                .isPresent()) {
            lastLook.remove(file);
            return false;
        }
        boolean settled = look.equals(lastLook.put(file, look))
                || look.modifiedAt().isBefore(clock.instant().minus(STANDS_STILL));
        return settled;
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.endsWith(".tmp") && !name.endsWith(".part") && !name.endsWith("~");
    }
}
