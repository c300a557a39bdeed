package rejoinder.app.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rejoinder.app.cli.FetchOptions;
import rejoinder.app.cli.Registries;
import rejoinder.app.cli.UserError;
import rejoinder.app.service.Definitions;
import rejoinder.app.service.Target;
import rejoinder.contracts.source.PushToken;
import rejoinder.contracts.source.Source;
import rejoinder.contracts.source.SourceSettings;
import rejoinder.ingestor.SourceTrial;
import rejoinder.ingestor.feed.Opml;

/** Adds a source, or changes the one with its id. */
@Command(
        name = "add",
        description = "Adds a source, or changes the one with its id.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rejoinder source add https://www.nato.int/cps/en/natohq/news.rss",
            "  rejoinder source add https://mfa.example/press --kind pages --set items=\"ul.press a\"",
            "  rejoinder source add --id fediverse --kind mastodon --set server=https://social.example \\",
            "      --set \"accounts=@orla = Orla Venn | President | ZB\"",
            "  rejoinder source add --opml subscriptions.opml"
        })
final class AddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Parameters(paramLabel = "URL", arity = "0..1", description = "Address of a feed, a sitemap or a page with a feed.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "Name of the source; made from the address if not given.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "feed, sitemap, pages, mastodon, bluesky, gdelt, topic, folder or push; found out by one look"
                    + " at the address if not given.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--outlet", paramLabel = "NAME", description = "Whom to name as publisher.")
    private Optional<String> outlet = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the kind; may be repeated.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(names = "--opml", paramLabel = "FILE", description = "Add every feed of a subscription list.")
    private Optional<Path> opml = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (opml.isPresent()) {
            return all(opml.get());
        }
        Source source = source();
        Optional<String> token = Optional.empty();
        if (source.kind() == Source.Kind.PUSH && source.setting("token-sha256").isEmpty()) {
            token = Optional.of(PushToken.fresh());
            source = new Source(
                    source.id(),
                    source.kind(),
                    source.outlet(),
                    Map.of("token-sha256", PushToken.hash(token.get())),
                    source.paused());
        }
        List<String> problems = SourceSettings.problems(source);
        if (!problems.isEmpty()) {
            throw new UserError(String.join(System.lineSeparator() + "rejoinder: ", problems));
        }
        Definitions definitions = target.definitions();
        boolean written = definitions.ensure(target.topics().sources(), source.id(), source);
        say(written ? "Added source " + source.id() + " (" + source.kind().json() + ")." : "It is there already.");
        token.ifPresent(
                secret -> say("Its clients send, and this is shown only now:  Authorization: Bearer " + secret));
        return 0;
    }

    private int all(Path file) throws InterruptedException {
        List<Opml.Subscription> subscriptions;
        try {
            subscriptions = Opml.read(file);
        } catch (Opml.Unreadable e) {
            throw new UserError("--opml: " + e.getMessage(), e);
        }
        Definitions definitions = target.definitions();
        Map<String, Source> there = definitions.all(target.topics().sources());
        int added = 0;
        for (Opml.Subscription subscription : subscriptions) {
            Source source = new Source(
                    SourceIds.fresh(subscription.url(), there.values()),
                    Source.Kind.FEED,
                    subscription.title(),
                    Map.of("url", subscription.url()),
                    false);
            boolean known =
                    there.values().stream().anyMatch(one -> one.setting("url").equals(Optional.of(subscription.url())));
            if (!known && SourceSettings.problems(source).isEmpty()) {
                definitions.write(target.topics().sources(), source.id(), Optional.of(source));
                there.put(source.id(), source);
                added++;
            }
        }
        say("Added " + added + " of the " + subscriptions.size() + " feeds in " + file
                + (added < subscriptions.size() ? "; the others are there already, or have no web address." : "."));
        return 0;
    }

    private Source source() {
        url.ifPresent(address -> settings.putIfAbsent("url", address));
        if (kind.isEmpty()) {
            return recognised();
        }
        Source.Kind known = Source.Kind.named(kind.get().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new UserError("there is no kind \"" + kind.get() + "\": the kinds are feed, sitemap,"
                        + " pages, mastodon, bluesky, gdelt, topic, folder and push"));
        return new Source(name(known), known, outlet, settings, false);
    }

    private Source recognised() {
        String address = settings.get("url");
        if (address == null) {
            throw new UserError("give an address, or --kind and its settings; see rejoinder source add --help");
        }
        SourceTrial.Recognised found =
                new SourceTrial(Registries.with(Optional.empty()), fetch.settings()).recognise(address);
        if (found instanceof SourceTrial.Followable source) {
            settings.putAll(source.settings());
            return new Source(name(source.kind()), source.kind(), outlet, settings, false);
        }
        throw new UserError(
                found instanceof SourceTrial.NotRecognised not
                        ? not.reason() + "; give --kind to add it all the same"
                        : address
                                + " is a page without a feed: add it with --kind pages --set items=SELECTOR, where the"
                                + " selector finds the links to its articles");
    }

    private String name(Source.Kind known) {
        return id.orElseGet(() -> Optional.ofNullable(settings.get("url"))
                .or(() -> Optional.ofNullable(settings.get("server")))
                .map(SourceIds::of)
                .orElse(known.json()));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** Names for sources. */
    private static final class SourceIds {
        private static final int LONGEST = 76;

        private SourceIds() {}

        static String of(String address) {
            URI uri = URI.create(address.replace(' ', '-'));
            String host = Optional.ofNullable(uri.getHost()).orElse("source").replaceFirst("^www\\.", "");
            String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("\\.(xml|rss|json|html?)$", "");
            String id = (host + path)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-+", "");
            return id.substring(0, Math.min(id.length(), LONGEST)).replaceAll("-+$", "");
        }

        static String fresh(String address, java.util.Collection<Source> there) {
            String id = of(address);
            String free = id;
            for (int i = 2; isTaken(free, there); i++) {
                free = id + "-" + i;
            }
            return free;
        }

        private static boolean isTaken(String id, java.util.Collection<Source> there) {
            return there.stream().anyMatch(source -> source.id().equals(id));
        }
    }
}
