package rejoinder.gateway.stream;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The places that subscribers may take: in all, from one address, and with one token. Addresses of this machine are not
 * counted one by one: a proxy or whoever sits at it. Thread-safe.
 */
final class Places {
    private final int most;
    private final int mostPerAddress;
    private final int mostPerToken;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Map<String, Integer> byToken = new HashMap<>();
    private int taken;

    Places(int most, int mostPerAddress, int mostPerToken) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.mostPerToken = mostPerToken;
    }

    /** What came of asking for a place. */
    sealed interface Outcome {
        /** None is free; why, as a sentence for the client. */
        record Refused(String why) implements Outcome {}
    }

    /** A place, which is given back once, however often that is asked for. */
    final class Place implements Outcome {
        private final Optional<InetAddress> address;
        private final Optional<String> token;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Place(Optional<InetAddress> address, Optional<String> token) {
            this.address = address;
            this.token = token;
        }

        void free() {
            if (held.compareAndSet(true, false)) {
                give(this);
            }
        }
    }

    /** A place that is not counted, for this process itself. */
    Place uncounted() {
        Place place = new Place(Optional.empty(), Optional.empty());
        place.held.set(false);
        return place;
    }

    /** @param token hash of what the client sends to say who it is; empty where it sends nothing */
    synchronized Outcome take(InetAddress address, Optional<String> token) {
        if (taken >= most) {
            return new Outcome.Refused("there are " + most + " subscribers already; come back later");
        }
        Optional<InetAddress> counted = Optional.of(address).filter(it -> !it.isLoopbackAddress());
        if (token.filter(it -> byToken.getOrDefault(it, 0) >= mostPerToken).isPresent()) {
            return new Outcome.Refused("there are " + mostPerToken
                    + " subscribers with your token already; share one connection, or close another");
        }
        if (counted.filter(it -> byAddress.getOrDefault(it, 0) >= mostPerAddress)
                .isPresent()) {
            return new Outcome.Refused("there are " + mostPerAddress
                    + " subscribers from your address already; share one connection, or close another");
        }
        taken++;
        counted.ifPresent(it -> byAddress.merge(it, 1, Integer::sum));
        token.ifPresent(it -> byToken.merge(it, 1, Integer::sum));
        return new Place(counted, token);
    }

    synchronized int taken() {
        return taken;
    }

    private synchronized void give(Place place) {
        taken--;
        place.address.ifPresent(it -> less(byAddress, it));
        place.token.ifPresent(it -> less(byToken, it));
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (same, n) -> n == 1 ? null : n - 1);
    }
}
