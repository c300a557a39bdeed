package rejoinder.aggregator.state;

/** What a stream thread does, all its tasks together. */
public interface WorkOfThread {
    /** Something was taken up at a time in milliseconds, whatever it is. */
    void worked(long now);

    /** How many records it has taken up so far. */
    long takenUp();

    /** Whether, at a time in milliseconds, it has work of its own that commits hold up. */
    boolean isHeldUpByCommits(long now);
}
