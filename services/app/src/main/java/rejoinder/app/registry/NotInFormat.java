package rejoinder.app.registry;

/** A file is not what it was said to be; the message says what is wrong with it. */
final class NotInFormat extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInFormat(String message) {
        super(message);
    }

    NotInFormat(String message, Throwable cause) {
        super(message, cause);
    }
}
