package rejoinder.ingestor.fetch;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import rejoinder.contracts.net.Reach;

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

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            blocking.execute(() -> {
                try {
                    promise.trySuccess(reach.resolve(host).get(0));
                } catch (UnknownHostException e) {
                    promise.tryFailure(e);
                }
            });
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            blocking.execute(() -> {
                try {
                    promise.trySuccess(reach.resolve(host));
                } catch (UnknownHostException e) {
                    promise.tryFailure(e);
                }
            });
        }
    }
}
