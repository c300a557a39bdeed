package rejoinder.gateway;

import java.util.Optional;
import rejoinder.contracts.source.Callback;
import rejoinder.contracts.topic.Topics;
import rejoinder.gateway.read.DatabaseSettings;
import rejoinder.gateway.stream.StreamSettings;
import rejoinder.gateway.webhook.WebhookSettings;

/**
 * What a gateway needs to know. Immutable; anything out of range is refused with {@link IllegalArgumentException}.
 *
 * @param bootstrapServers of Kafka
 * @param namespace prefix of all topics, see {@link Topics}
 * @param host address to listen at; on a loopback address only requests for a loopback name are answered
 * @param port 1 to 65535, or 0 for any free one
 * @param databaseUrl JDBC URL of the database that the sink writes ({@code jdbc:sqlite:} or {@code jdbc:postgresql:})
 * @param callback where hubs of WebSub reach this gateway
 * @param stream limits of the live stream
 * @param webhooks how deliveries are tried
 */
public record GatewaySettings(
        String bootstrapServers,
        String namespace,
        String host,
        int port,
        String databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        Optional<Callback> callback,
        StreamSettings stream,
        WebhookSettings webhooks) {
    /** The host where none is set. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The port where none is set. */
    public static final int DEFAULT_PORT = 8080;

    private static final int HIGHEST_PORT = 65535;

    public GatewaySettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one Kafka broker");
        }
        Topics.in(namespace);
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty; " + DEFAULT_HOST + " is the default");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to " + HIGHEST_PORT + ", not " + port);
        }
        if (!databaseUrl.startsWith("jdbc:sqlite:") && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("databaseUrl must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
    }

    /** Settings with the default limits of the stream and of webhooks. */
    public GatewaySettings(
            String bootstrapServers,
            String namespace,
            String host,
            int port,
            String databaseUrl,
            Optional<String> databaseUser,
            Optional<String> databasePassword,
            Optional<Callback> callback) {
        this(
                bootstrapServers,
                namespace,
                host,
                port,
                databaseUrl,
                databaseUser,
                databasePassword,
                callback,
                StreamSettings.DEFAULTS,
                WebhookSettings.DEFAULTS);
    }

    /** The same for another build. */
    GatewaySettings of(String otherNamespace, String otherDatabaseUrl) {
        return new GatewaySettings(
                bootstrapServers,
                otherNamespace,
                host,
                port,
                otherDatabaseUrl,
                databaseUser,
                databasePassword,
                callback,
                stream,
                webhooks);
    }

    DatabaseSettings database() {
        return new DatabaseSettings(namespace, databaseUrl, databaseUser, databasePassword);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "GatewaySettings[bootstrapServers=" + bootstrapServers + ", namespace=" + namespace + ", host=" + host
                + ", port=" + port + ", databaseUrl=" + databaseUrl.replaceAll("\\?.*", "?...") + ", databaseUser="
                + databaseUser + ", stream=" + stream + ", webhooks=" + webhooks + "]";
    }
}
