package rejoinder.contracts.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses belong to the public internet, after the special-purpose registries of IANA (RFC 6890): not loopback,
 * private, link-local (where clouds keep their metadata), shared, documentation, benchmarking, multicast or reserved
 * ones, nor IPv6 addresses that carry such an IPv4 address.
 */
public final class PublicAddresses {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern DOTTED = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    private PublicAddresses() {}

    /** Whether an address is public. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPublic4(bytes, 0)
                : address instanceof Inet6Address && isPublic6(bytes);
    }

    /** The address that a host of a URL is, where it is not a name; asks nobody. */
    public static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            // The JDK looks up nothing that is written as an address is.
            return bare.indexOf(':') >= 0 || DOTTED.matcher(bare).matches()
                    ? Optional.of(InetAddress.getByName(bare))
                    : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int a = bytes[at] & 0xFF;
        int b = bytes[at + 1] & 0xFF;
        int c = bytes[at + 2] & 0xFF;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b < 128)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        int second = ((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF);
        if (first == 0x64 && second == 0xFF9B) {
            return isPublic4(bytes, 12);
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        boolean global = (first & 0xE000) == 0x2000;
        boolean special = (first == 0x2001 && (second < 0x200 || second == 0xDB8)) || first == 0x3FFF;
        return global && !special;
    }
}
