package rejoinder.gateway.stream;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The places that subscribers may take, in all and from one address. Addresses of this machine are not counted one by
 * one: a proxy or whoever sits at it. Thread-safe.
 */
final class Places {
    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int taken;

    Places(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** What came of asking for a place. */
    sealed interface Outcome {
        /** None is free; why, as a sentence for the client. */
        record Refused(String why) implements Outcome {}
    }

    /** A place, which is given back once, however often that is asked for. */
    final class Place implements Outcome {
        private final Optional<InetAddress> counted;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(Optional<InetAddress> counted) {
            this.counted = counted;
        }

        void free() {
            if (held.compareAndSet(true, false)) {
                give(counted);
            }
        }
    }

    /** A place that is not counted, for this process itself. */
    Place uncounted() {
        Place place = new Place(Optional.empty());
        place.held.set(false);
        return place;
    }

    synchronized Outcome take(InetAddress address) {
        if (taken >= most) {
            return new Outcome.Refused("there are " + most + " subscribers already; come back later");
        }
        Optional<InetAddress> counted = Optional.of(address).filter(it -> !it.isLoopbackAddress());
        if (counted.isPresent() && byAddress.getOrDefault(address, 0) >= mostPerAddress) {
            return new Outcome.Refused("there are " + mostPerAddress
                    + " subscribers from your address already; share one connection, or close another");
        }
        taken++;
        counted.ifPresent(it -> byAddress.merge(it, 1, Integer::sum));
        return new Place(counted);
    }

    synchronized int taken() {
        return taken;
    }

    private synchronized void give(Optional<InetAddress> counted) {
        taken--;
        counted.ifPresent(it -> byAddress.computeIfPresent(it, (same, n) -> n == 1 ? null : n - 1));
    }
}
