package rejoinder.app.rebuild;

/** Which of two builds something is of. */
enum Side {
    BEFORE(0),
    AFTER(1);

    private final long number;

    Side(int number) {
        this.number = number;
    }

    /** What it is called in the tables of a comparison. */
    long number() {
        return number;
    }
}
