package rejoinder.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The two ports of an embedded broker, chosen once and kept with its data, so that clients find it again. */
record Ports(int broker, int controller) {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final String FILE = "ports.properties";

    /** The ports kept in {@code folder}, or new ones where none are kept or another program has taken one. */
    static Ports keptIn(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            Properties kept = new Properties();
            try (var in = Files.newInputStream(file)) {
                kept.load(in);
            }
            Ports ports = new Ports(number(kept, "broker"), number(kept, "controller"));
            if (isFree(ports.broker) && isFree(ports.controller)) {
                return ports;
            }
        }
        Ports ports = twoFree();
        Files.writeString(file, "broker=" + ports.broker + "\ncontroller=" + ports.controller + "\n");
        return ports;
    }

    /** The broker's port that is kept in {@code folder}, where one is. */
    static Optional<Integer> brokerIn(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (var in = Files.newInputStream(file)) {
            kept.load(in);
        }
        return Optional.of(number(kept, "broker")).filter(port -> port > 0 && !isFree(port));
    }

    private static int number(Properties kept, String name) {
        try {
            return Integer.parseInt(kept.getProperty(name, "0"));
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        if (port < 1 || port > 65_535) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static Ports twoFree() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, LOOPBACK);
                ServerSocket controller = new ServerSocket(0, 1, LOOPBACK)) {
            return new Ports(broker.getLocalPort(), controller.getLocalPort());
        }
    }
}
