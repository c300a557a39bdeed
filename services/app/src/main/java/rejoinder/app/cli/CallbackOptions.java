package rejoinder.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import rejoinder.contracts.source.Callback;

/** Where hubs of WebSub reach the gateway; the same for ingestor and gateway. */
public final class CallbackOptions {
    @Option(
            names = "--callback",
            paramLabel = "URL",
            defaultValue = "${env:REJOINDER_CALLBACK}",
            description = "Address of the gateway as the internet sees it, for notices of hubs (REJOINDER_CALLBACK).")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--callback-key",
            paramLabel = "KEY",
            defaultValue = "${env:REJOINDER_CALLBACK_KEY}",
            description = "Secret by which hubs are known, at least 16 characters (REJOINDER_CALLBACK_KEY).")
    private Optional<String> key = Optional.empty();

    /** The callback, where there is one. */
    public Optional<Callback> callback() {
        Optional<String> base = address.map(String::strip).filter(text -> !text.isEmpty());
        try {
            return base.map(url -> new Callback(url, key.orElse("")));
        } catch (IllegalArgumentException e) {
            throw new UserError("--callback: " + e.getMessage(), e);
        }
    }
}
