package rejoinder.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import picocli.CommandLine.Option;

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

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /** The port to listen on. */
    public int port() {
        return port;
    }

    /** Throws a {@link UserError} when the port can't be listened on, before anything else is started. */
    public void check() {
        if (port < 0 || port > 65_535) {
            throw new UserError("--port is a number from 0 to 65535, not " + port);
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
