package rejoinder.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import picocli.CommandLine.Option;
import rejoinder.gateway.stream.StreamSettings;

/** Where the gateway listens. */
public final class HttpOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:REJOINDER_HOST:-127.0.0.1}",
            description = "Address to listen on (REJOINDER_HOST; ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:REJOINDER_PORT:-8080}",
            description = "Port of the page and the API; 0 takes a free one (REJOINDER_PORT; ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--streams-per-address",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_STREAMS_PER_ADDRESS:-200}",
            description = "Live streams that one address elsewhere may hold open; raise it behind a proxy"
                    + " (REJOINDER_STREAMS_PER_ADDRESS; ${DEFAULT-VALUE}).")
    private int streamsPerAddress;

    @Option(
            names = "--streams-per-token",
            paramLabel = "N",
            defaultValue = "${env:REJOINDER_STREAMS_PER_TOKEN:-50}",
            description = "Live streams that clients with one token (Authorization: Bearer) may hold open"
                    + " (REJOINDER_STREAMS_PER_TOKEN; ${DEFAULT-VALUE}).")
    private int streamsPerToken;

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /** The port to listen on. */
    public int port() {
        return port;
    }

    /** Limits of the live stream. */
    public StreamSettings stream() {
        return StreamSettings.DEFAULTS.with(streamsPerAddress, streamsPerToken);
    }

    /** Throws a {@link UserError} when the port can't be listened on, before anything else is started. */
    public void check() {
        if (port < 0 || port > 65_535) {
            throw new UserError("--port is a number from 0 to 65535, not " + port);
        }
        if (streamsPerAddress < 1) {
            throw new UserError("--streams-per-address is at least 1, not " + streamsPerAddress);
        }
        if (streamsPerToken < 1) {
            throw new UserError("--streams-per-token is at least 1, not " + streamsPerToken);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new UserError(
                    "can't listen on " + host + ":" + port + " (" + e.getMessage() + "); choose another with --port",
                    e);
        }
    }
}
