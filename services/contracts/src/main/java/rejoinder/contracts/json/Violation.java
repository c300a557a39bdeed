package rejoinder.contracts.json;

/**
 * One thing in a value that its schema doesn't allow.
 *
 * @param pointer JSON pointer to it, or to where it is missing; empty for the value as a whole
 * @param message for a person; reads on from the pointer: {@code is required}
 */
public record Violation(String pointer, String message) {
    /** Pointer and message in one line. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the value" : pointer) + " " + message;
    }
}
