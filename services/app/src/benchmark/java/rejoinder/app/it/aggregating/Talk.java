package rejoinder.app.it.aggregating;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rejoinder.contracts.Actor;
import rejoinder.contracts.Represents;
import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Span;
import rejoinder.contracts.statement.Statement;

/** Draws statements: a vocabulary as uneven as a language's, many actors, three in ten statements reported again. */
public final class Talk {
    static final Instant BEGIN = Instant.parse("2021-01-01T00:00:00Z");

    private static final int ACTORS = 3000;
    private static final int COUNTRIES = 80;
    /** How many words stand around a quotation, for state that is large. */
    private static final int WORDS_AROUND = Integer.getInteger("benchmark.around", 0);

    private final Random random = new Random(42);
    private final double hot;
    private final int days;
    private final List<String> words = IntStream.range(0, 6000).mapToObj(Talk::word).toList();
    private final Map<Integer, String> lastQuote = new HashMap<>();
    private final Map<Integer, Instant> lastAt = new HashMap<>();
    private int number;

    public Talk(double hot, int days) {
        this.hot = hot;
        this.days = days;
    }

    private static String word(int number) {
        String[] syllables = {"ba", "ko", "ri", "mu", "te", "lo", "sa", "ni", "du", "ve", "pa", "zo"};
        StringBuilder word = new StringBuilder();
        for (int rest = number + 150; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }

    private String quote() {
        return random.ints(10 + random.nextInt(14), 0, words.size())
                .mapToObj(i -> words.get((int) (words.size() * Math.pow(random.nextDouble(), 2.5))))
                .collect(Collectors.joining(" ", beginning(), "."));
    }

    /** One in ten speaks of the border, one in a hundred of the harbour. */
    private String beginning() {
        int theme = random.nextInt(100);
        return theme < 10 ? "We condemn the border " : theme == 10 ? "We condemn the harbour " : "";
    }

    private String around() {
        return random.ints(WORDS_AROUND, 0, words.size()).mapToObj(number -> " " + words.get(number)).collect(Collectors.joining());
    }

    public Statement.Asserted next(double done) {
        int actor = random.nextDouble() < hot ? 0 : 1 + random.nextInt(ACTORS - 1);
        boolean again = random.nextInt(10) < 3 && lastQuote.containsKey(actor);
        String quote = again ? lastQuote.get(actor) : quote();
        Instant at = again
                ? lastAt.get(actor)
                : BEGIN.plusSeconds((long) (done * days * 86_400) + random.nextInt(3600));
        lastQuote.put(actor, quote);
        lastAt.put(actor, at);
        return statement(actor, quote, at, at.plusSeconds(600));
    }

    private Statement.Asserted statement(int actor, String quote, Instant at, Instant observed) {
        int id = number++;
        String country = "Q" + (char) ('A' + actor % COUNTRIES / 26) + (char) ('A' + actor % COUNTRIES % 26);
        return new Statement.Asserted(
                String.format(Locale.ROOT, "s-%032x", id),
                new Actor("text:made-up:" + actor, "Person " + word(actor), Actor.Kind.PERSON),
                Optional.of("Minister of " + words.get(actor % 500)),
                50 + actor % 50,
                new Represents(country, Represents.Kind.COUNTRY, "Made-up Land " + country),
                new Statement.Speaker("Person " + word(actor), Optional.of(new Span(0, 10)), "name-at-verb", Statement.ResolvedBy.REGISTRY),
                Statement.Type.DIRECT,
                quote,
                new Span(12, 12 + quote.length()),
                Optional.of(new Statement.Cue("said", Optional.empty())),
                "On that day Person " + word(actor) + " said: " + quote + around(),
                "quote-cue-speaker",
                new SaidAt(at, SaidAt.Precision.INSTANT),
                Optional.of(at.plusSeconds(300)),
                observed,
                new Statement.DocumentRef(
                        "d-" + id,
                        1,
                        "bench",
                        "Outlet " + random.nextInt(200),
                        Optional.of("https://outlet.example/" + id),
                        Optional.of("What Person " + word(actor) + " said"),
                        Optional.of("en"),
                        ""));
    }
}
