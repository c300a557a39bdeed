package rejoinder.ingestor.fetch;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Resolves names as this machine does, and refuses a name that leads to an address that is not public: what is checked
 * is what is connected to, so that a name can't change in between.
 */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {
    private final Reach reach;
    private final Executor blocking;

    /** @param blocking runs lookups, which block */
    GuardedResolvers(Reach reach, Executor blocking) {
        this.reach = reach;
        this.blocking = blocking;
    }

    /** A name leads to an address that may not be asked. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(host));
        for (InetAddress address : addresses) {
            if (!reach.allows(address)) {
                throw new Refused(host + " leads to " + address.getHostAddress()
                        + ", which is not an address of the public internet");
            }
        }
        return addresses;
    }

    private final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            blocking.execute(() -> {
                try {
                    promise.trySuccess(GuardedResolvers.this.resolve(host).get(0));
                } catch (UnknownHostException e) {
                    promise.tryFailure(e);
                }
            });
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            blocking.execute(() -> {
                try {
                    promise.trySuccess(GuardedResolvers.this.resolve(host));
                } catch (UnknownHostException e) {
                    promise.tryFailure(e);
                }
            });
        }
    }
}
