package rejoinder.ingestor.document;

import java.util.Optional;

/** An item can't be read; the message is for a person. */
public final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Optional<String> field;

    /**
     * @param reason short and stable, for counting
     * @param field JSON pointer to what is wrong, where it is one field
     */
    public Rejected(String reason, String detail, Optional<String> field) {
        super(detail);
        this.reason = reason;
        this.field = field;
    }

    /** Short and stable, for counting. */
    public String reason() {
        return reason;
    }

    /** JSON pointer to what is wrong. */
    public Optional<String> field() {
        return field;
    }
}
