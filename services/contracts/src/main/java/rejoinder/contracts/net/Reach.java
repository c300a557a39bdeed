package rejoinder.contracts.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses may be asked. */
@FunctionalInterface
public interface Reach {
    /** Those of the public internet. */
    Reach PUBLIC = PublicAddresses::isPublic;

    /** Any, those of this machine and network among them. */
    Reach EVERYWHERE = address -> true;

    /** Whether an address may be asked. */
    boolean allows(InetAddress address);

    /**
     * All addresses of a host, as this machine resolves it. Who connects to one of these, and not to the name once more,
     * can't be led elsewhere in between. Blocks.
     *
     * @throws Refused when one of them may not be asked
     * @throws UnknownHostException when there is no such host
     */
    default List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new Refused(host + " leads to " + address.getHostAddress()
                        + ", which is not an address of the public internet");
            }
        }
        return addresses;
    }

    /** A name leads to an address that may not be asked. */
    final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private Refused(String message) {
            super(message);
        }
    }
}
