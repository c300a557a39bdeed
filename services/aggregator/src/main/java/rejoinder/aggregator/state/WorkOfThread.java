package rejoinder.aggregator.state;

/** What a stream thread does, all its tasks together. */
public interface WorkOfThread {
    /** How many records it has taken up so far. */
    long takenUp();

    /** Whether, at a time in milliseconds, it has work of its own that commits hold up. */
    boolean isHeldUpByCommits(long now);
}
