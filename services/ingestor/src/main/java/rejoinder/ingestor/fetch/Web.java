package rejoinder.ingestor.fetch;

import java.util.concurrent.CompletableFuture;

/** What can be asked for documents. */
@FunctionalInterface
public interface Web {
    /** Asks for something; the future never fails. */
    CompletableFuture<Fetched> get(Wanted wanted);
}
