package rejoinder.app.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Events in the order of their time, however many: what does not fit into the memory it may take waits in sorted files,
 * which are merged on the way out and deleted at the end.
 */
final class SortedEvents implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final int BATCH = 500;
    private static final int AHEAD = 4;

    private final long mostBytes;
    private final List<Path> runs = new ArrayList<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "replay-sorting");
        thread.setDaemon(true);
        return thread;
    });
    private Future<Path> writing = CompletableFuture.completedFuture(Path.of(""));
    private PackedEvents held = new PackedEvents();
    private PackedEvents written = new PackedEvents();
    private long size;

    SortedEvents(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void add(Event event) throws IOException {
        held.add(event);
        size++;
        if (held.length() > mostBytes) {
            spill();
        }
    }

    /** How many there are. */
    long size() {
        return size;
    }

    /** In how many files some wait. */
    int files() {
        return runs.size();
    }

    /** Sorts and writes what is held while the next is read; no more than two portions are in memory. */
    private void spill() throws IOException {
        awaitWritten();
        PackedEvents portion = held;
        held = written;
        written = portion;
        held.clear();
        Path run = Files.createTempFile("rejoinder-replay-", ".run");
        runs.add(run);
        writing = writer.submit(() -> write(portion, run));
    }

    private static Path write(PackedEvents portion, Path run) throws IOException {
        portion.sort();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
            out.writeInt(portion.count());
            portion.write(out);
        }
        return run;
    }

    private void awaitWritten() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "can't put aside what is to be sorted: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sorting");
        }
    }

    /** What is done with each event; it may end the replay by throwing. */
    @FunctionalInterface
    interface Each {
        void accept(Event event) throws IOException, InterruptedException;
    }

    /** Hands over all events in order, once; they are merged ahead of whoever takes them. */
    void forEach(Each each) throws IOException, InterruptedException {
        awaitWritten();
        BlockingQueue<List<Event>> ahead = new ArrayBlockingQueue<>(AHEAD);
        Future<?> merging = writer.submit(() -> {
            try {
                merge(ahead);
            } finally {
                ahead.put(List.of());
            }
            return null;
        });
        for (List<Event> batch = ahead.take(); !batch.isEmpty(); batch = ahead.take()) {
            for (Event event : batch) {
                each.accept(event);
            }
        }
        try {
            merging.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "can't read what the replay put aside: " + e.getCause().getMessage(), e);
        }
    }

    private void merge(BlockingQueue<List<Event>> ahead) throws IOException, InterruptedException {
        held.sort();
        List<Run> sources = new ArrayList<>();
        try {
            PriorityQueue<Run> next = new PriorityQueue<>((a, b) -> Moment.ORDER.compare(a.head(), b.head()));
            sources.add(
                    new Run(IntStream.range(0, held.count()).mapToObj(held::get).iterator()));
            for (Path run : runs) {
                sources.add(new Run(run));
            }
            sources.stream().filter(Run::hasHead).forEach(next::add);
            List<Event> batch = new ArrayList<>(BATCH);
            while (!next.isEmpty()) {
                Run first = next.remove();
                batch.add(first.head());
                first.advance();
                if (first.hasHead()) {
                    next.add(first);
                }
                if (batch.size() == BATCH || next.isEmpty()) {
                    ahead.put(batch);
                    batch = new ArrayList<>(BATCH);
                }
            }
        } finally {
            for (Run source : sources) {
                source.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        writer.shutdownNow();
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** Sorted events and the first of them that was not handed over yet. */
    private static final class Run {
        private final Iterator<Event> events;
        private final Optional<DataInputStream> file;
        private Optional<Event> head;

        private Run(Iterator<Event> events) {
            this.events = events;
            this.file = Optional.empty();
            advance();
        }

        private Run(Path path) throws IOException {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
            this.file = Optional.of(in);
            this.events = new FileEvents(in, in.readInt());
            advance();
        }

        private boolean hasHead() {
            return head.isPresent();
        }

        private Event head() {
            return head.orElseThrow();
        }

        private void advance() {
            head = events.hasNext() ? Optional.of(events.next()) : Optional.empty();
        }

        private void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }

    private static final class FileEvents implements Iterator<Event> {
        private final DataInputStream in;
        private int left;

        private FileEvents(DataInputStream in, int left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Event next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            try {
                return PackedEvents.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("can't read what the replay put aside", e);
            }
        }
    }
}
