package rejoinder.app.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rejoinder.app.cli.UserError;

/** The folder that holds everything one process keeps, locked against a second process. */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Takes the folder, creating it where it is missing; {@link UserError} when it can't be written or is in use. */
    public static DataFolder take(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel lockFile =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(lockFile)) {
                lockFile.close();
                throw new UserError("another rejoinder is using the data in " + root
                        + "; stop it, or choose another folder with --data");
            }
            DataFolder taken = new DataFolder(root, lockFile);
            Files.createDirectories(taken.inbox());
            Files.createDirectories(taken.state());
            Files.createDirectories(taken.logs());
            return taken;
        } catch (IOException e) {
            throw new UserError(
                    "can't write to the folder " + root + " (" + reason(e) + "); choose another with --data", e);
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    private static boolean locks(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** The folder itself, absolute. */
    public Path root() {
        return root;
    }

    /** The broker's data. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The drop folder. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** State stores, rebuilt from topics where they are missing. */
    public Path state() {
        return root.resolve("state");
    }

    /** Log files. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** JDBC URL of the SQLite database. */
    public String databaseUrl() {
        return "jdbc:sqlite:" + root.resolve("rejoinder.db");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("can't release " + root, e);
        }
    }
}
