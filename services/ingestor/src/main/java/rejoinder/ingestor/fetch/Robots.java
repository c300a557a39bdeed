package rejoinder.ingestor.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What robots.txt of each host allows us, asked once a day a host (RFC 9309). Thread-safe. */
final class Robots {
    private static final String NAME = "rejoinder";
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration KEPT_AFTER_TROUBLE = Duration.ofMinutes(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final int MOST_HOSTS = 10_000;
    private static final int LARGEST = 512 * 1024;

    private final Clock clock;
    private final Function<Wanted, CompletableFuture<Fetched>> fetch;
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(CompletableFuture<Answer> answer, Instant until) {}

    /** The rules of a site, or why they can't be had now. */
    private record Answer(SimpleRobotRules rules, Optional<Fetched.Failed> trouble) {}

    /**
     * What is allowed.
     *
     * @param trouble why it can't be known now
     * @param delay how long to wait between two pages, where the site says so
     */
    record Rule(boolean allowed, Optional<Fetched.Failed> trouble, Duration delay) {}

    Robots(Clock clock, Function<Wanted, CompletableFuture<Fetched>> fetch) {
        this.clock = clock;
        this.fetch = fetch;
    }

    CompletableFuture<Rule> rule(URI page) {
        return rules(page)
                .thenApply(answer -> new Rule(
                        answer.rules().isAllowed(page.toString()),
                        answer.trouble(),
                        delay(answer.rules().getCrawlDelay())));
    }

    private static Duration delay(long millis) {
        Duration delay = millis > 0 ? Duration.ofMillis(millis) : Duration.ZERO;
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private synchronized CompletableFuture<Answer> rules(URI page) {
        String site = page.getScheme() + "://" + page.getRawAuthority();
        Known kept = known.get(site);
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return kept.answer();
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (known.size() >= MOST_HOSTS) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(site, new Known(answer, clock.instant().plus(KEPT)));
        URI robots = URI.create(site + "/robots.txt");
        var unused = fetch.apply(Wanted.feed(robots).atMost(LARGEST)).thenAccept(fetched -> {
            Answer read = read(robots, fetched);
            if (read.trouble().isPresent()) {
                synchronized (this) {
                    known.put(site, new Known(answer, clock.instant().plus(KEPT_AFTER_TROUBLE)));
                }
            }
            answer.complete(read);
        });
        return answer;
    }

    private static Answer read(URI robots, Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            SimpleRobotRules rules = new SimpleRobotRulesParser()
                    .parseContent(robots.toString(), body.bytes(), "text/plain", List.of(NAME));
            return new Answer(rules, Optional.empty());
        }
        if (fetched instanceof Fetched.Failed failed && failed.reason() != Fetched.Reason.NOT_THERE) {
            return new Answer(
                    new SimpleRobotRules(RobotRulesMode.ALLOW_NONE),
                    Optional.of(new Fetched.Failed(
                            failed.reason(), "robots.txt can't be read: " + failed.message(), failed.retryAt())));
        }
        return new Answer(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), Optional.empty());
    }
}
