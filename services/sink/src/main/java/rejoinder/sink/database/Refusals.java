package rejoinder.sink.database;

import rejoinder.sink.change.Change;

/** Takes what the database refuses for what it holds. Called within the transaction that goes on without it. */
@FunctionalInterface
public interface Refusals {
    /** Returns when the change is kept elsewhere; an exception undoes the transaction. */
    void refused(Change change, String why);
}
