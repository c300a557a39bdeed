package rejoinder.ingestor.fetch;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people write them, made ones that can be asked for. */
public final class Links {
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#\\s]+)([^#]*)(#.*)?");
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final int LONGEST = 2000;

    private Links() {}

    /** The address in a text, with its host in lower case and ASCII, illegal characters escaped, without a fragment. */
    public static Optional<URI> of(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches() || text.length() > LONGEST) {
            return Optional.empty();
        }
        String authority = parts.group(2);
        if (authority.contains("@")) {
            return Optional.empty();
        }
        try {
            String scheme = parts.group(1).toLowerCase(Locale.ROOT);
            String rest = escaped(parts.group(3));
            URI uri = new URI(scheme + "://" + ascii(authority) + (rest.startsWith("/") ? rest : "/" + rest));
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The address that {@code link} means in a document found at {@code base}. */
    public static Optional<URI> within(URI base, String link) {
        String text = link.strip();
        if (text.regionMatches(true, 0, "http:", 0, 5) || text.regionMatches(true, 0, "https:", 0, 6)) {
            return of(text);
        }
        try {
            return of(base.resolve(new URI(escaped(text))).toString());
        } catch (URISyntaxException | IllegalArgumentException notALink) {
            return Optional.empty();
        }
    }

    /** The target of a relation in a Link header (RFC 8288). */
    public static Optional<String> related(String header, String relation) {
        Pattern wanted = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?[^\";]*\\b" + Pattern.quote(relation) + "\\b");
        return LINK.matcher(header)
                .results()
                .filter(link -> wanted.matcher(link.group(2)).find())
                .map(link -> link.group(1).strip())
                .findFirst();
    }

    /** Host and port: what a connection is made to. */
    static String authority(URI url) {
        int port = url.getPort();
        boolean usual = port == -1 || port == ("https".equals(url.getScheme()) ? 443 : 80);
        return usual ? url.getHost() : url.getHost() + ":" + port;
    }

    private static String ascii(String authority) {
        if (authority.startsWith("[")) {
            return authority;
        }
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon);
        return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT) + port;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            int character = one & 0xFF;
            if (character > 0x20 && character < 0x7F && "\"<>\\^`{|}".indexOf(character) < 0) {
                escaped.append((char) character);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", character));
            }
        }
        // A percent sign that escapes nothing stands for itself.
        return escaped.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
