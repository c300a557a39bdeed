package rejoinder.app.cli;

/** Whether somebody watches: the launcher knows and says so. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal. */
    public static boolean isThere() {
        return Boolean.getBoolean("rejoinder.terminal");
    }

    /** Whether standard error is a terminal. */
    public static boolean seesErrors() {
        return Boolean.getBoolean("rejoinder.terminal.errors");
    }
}
