package rejoinder.ingestor.fetch;

import java.net.InetAddress;

/** Which addresses may be asked. */
@FunctionalInterface
public interface Reach {
    /** Those of the public internet. */
    Reach PUBLIC = PublicAddresses::isPublic;

    /** Any, those of this machine and network among them. */
    Reach EVERYWHERE = address -> true;

    /** Whether an address may be asked. */
    boolean allows(InetAddress address);
}
