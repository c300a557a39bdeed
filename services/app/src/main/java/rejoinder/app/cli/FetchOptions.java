package rejoinder.app.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import rejoinder.contracts.net.Reach;
import rejoinder.gateway.webhook.WebhookSettings;
import rejoinder.ingestor.fetch.FetchSettings;

/** How to behave towards other people's servers. */
public final class FetchOptions {
    private static final int LONGEST_DELAY = 600_000;

    @Option(
            names = "--contact",
            paramLabel = "ADDRESS",
            defaultValue = "${env:REJOINDER_CONTACT}",
            description = "Mail or web address of yours that the servers asked are told (REJOINDER_CONTACT).")
    private Optional<String> contact = Optional.empty();

    @Option(
            names = "--host-delay",
            paramLabel = "MILLIS",
            defaultValue = "${env:REJOINDER_HOST_DELAY:-1000}",
            description = "Least time between two requests to a host (REJOINDER_HOST_DELAY; ${DEFAULT-VALUE}).")
    private int hostDelay;

    @Option(
            names = "--allow-private-addresses",
            defaultValue = "${env:REJOINDER_ALLOW_PRIVATE_ADDRESSES:-false}",
            description = "Also ask and tell servers of this machine and network (REJOINDER_ALLOW_PRIVATE_ADDRESSES).")
    private boolean privateAddresses;

    /** How webhooks are told. */
    public WebhookSettings webhooks() {
        return WebhookSettings.DEFAULTS.reaching(reach());
    }

    private Reach reach() {
        return privateAddresses ? Reach.EVERYWHERE : Reach.PUBLIC;
    }

    /** The settings these options make. */
    public FetchSettings settings() {
        if (hostDelay < 0 || hostDelay > LONGEST_DELAY) {
            throw new UserError(
                    "--host-delay is a number of milliseconds from 0 to " + LONGEST_DELAY + ", not " + hostDelay);
        }
        return new FetchSettings(
                contact.map(String::strip).filter(text -> !text.isEmpty()),
                reach(),
                Duration.ofMillis(hostDelay),
                FetchSettings.DEFAULTS.mostAtOnce());
    }
}
