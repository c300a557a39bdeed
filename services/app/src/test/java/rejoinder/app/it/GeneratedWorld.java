package rejoinder.app.it;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import rejoinder.contracts.Stance;

/**
 * Officials of countries that plainly do not exist, what each of them said about Orla Venn's decree, and articles that
 * report it: the truth is known by construction. The same seed makes the same world.
 */
final class GeneratedWorld {
    static final String TRIGGER_ACTOR = "Orla Venn";
    static final String STORY = "decree";

    private static final List<String> FIRST = List.of(
            "Edda",
            "Milo",
            "Tova",
            "Anselm",
            "Brisa",
            "Corin",
            "Delphine",
            "Evander",
            "Fenna",
            "Gideon",
            "Hesper",
            "Ismay",
            "Jorun",
            "Kester",
            "Linnea",
            "Mirek",
            "Nerys",
            "Osric",
            "Petra",
            "Quillon");
    private static final List<String> LAST = List.of(
            "Lornfeld",
            "Vasterholm",
            "Quenby",
            "Ashgrove",
            "Tamsinger",
            "Orrelund",
            "Brackwater",
            "Silverain",
            "Dunmarrow",
            "Halvestrand",
            "Kirrowan",
            "Marchbane",
            "Nettlestone",
            "Pellwick",
            "Rosmunder",
            "Stavengard",
            "Thornquist",
            "Umberfold",
            "Wexcombe",
            "Yarrowdale");
    private static final List<Country> COUNTRIES = List.of(
            new Country("XA", "Zubrowka"),
            new Country("XB", "Ruritania"),
            new Country("XC", "Grand Fenwick"),
            new Country("XD", "Sylvania"),
            new Country("XE", "Freedonia"),
            new Country("XF", "Borduria"),
            new Country("XG", "Syldavia"),
            new Country("XH", "Elbonia"),
            new Country("XI", "Latveria"),
            new Country("XJ", "Genovia"));
    private static final List<String> NOUNS = List.of(
            "harbour",
            "orchard",
            "lighthouse",
            "bridge",
            "archive",
            "meadow",
            "quarry",
            "workshop",
            "garden",
            "viaduct",
            "granary",
            "foundry",
            "monastery",
            "ferry",
            "windmill",
            "library",
            "market",
            "reservoir",
            "vineyard",
            "observatory",
            "causeway",
            "chapel",
            "tannery",
            "brewery",
            "sawmill",
            "theatre");
    private static final List<Tone> TONES = List.of(
            new Tone(Stance.CONDEMN, "We condemn this decree, which is appalling and shameful for every %s, %s and %s"),
            new Tone(Stance.CRITICISE, "This decree is wrong and a serious mistake for every %s, %s and %s"),
            new Tone(Stance.CONCERN, "We are deeply concerned about this decree for every %s, %s and %s"),
            new Tone(Stance.WELCOME, "We welcome this decree, which is good for every %s, %s and %s"));

    private final List<Official> officials;
    private final List<Article> articles;

    private GeneratedWorld(List<Official> officials, List<Article> articles) {
        this.officials = officials;
        this.articles = articles;
    }

    /** A country with a code that ISO leaves to users. */
    record Country(String code, String name) {}

    /** A head of government or a foreign minister. */
    record Official(String id, String name, String title, int rank, Country country) {}

    /** What an official said once. */
    record Said(Official official, int number, String words, Stance stance, int day) {}

    /** A file of the drop folder and what it reports. */
    record Article(String file, String text, List<Said> reports) {}

    private record Tone(Stance stance, String sentence) {}

    /** {@code articles} articles that report two of the officials' utterances each. */
    static GeneratedWorld of(long seed, int articles) {
        Random random = new Random(seed);
        List<Official> officials = IntStream.range(0, COUNTRIES.size() * 2)
                .mapToObj(GeneratedWorld::official)
                .toList();
        List<Said> said = officials.stream()
                .flatMap(official -> IntStream.range(0, 6).mapToObj(number -> said(official, number, random)))
                .toList();
        List<Article> written = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            Said first = said.get(random.nextInt(said.size()));
            Said second = said.get(random.nextInt(said.size()));
            while (second.official().equals(first.official())) {
                second = said.get(random.nextInt(said.size()));
            }
            written.add(article(i, first, second));
        }
        return new GeneratedWorld(officials, List.copyOf(written));
    }

    List<Official> officials() {
        return officials;
    }

    List<Article> articles() {
        return articles;
    }

    private static Official official(int i) {
        Country country = COUNTRIES.get(i / 2);
        String name = FIRST.get(i) + " " + LAST.get(i);
        boolean leads = i % 2 == 0;
        return new Official(
                name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                name,
                leads ? "Prime Minister" : "Foreign Minister",
                leads ? 100 : 80,
                country);
    }

    private static Said said(Official official, int number, Random random) {
        Tone tone = TONES.get(random.nextInt(TONES.size()));
        List<String> nouns = new ArrayList<>(NOUNS);
        Collections.shuffle(nouns, random);
        String words = tone.sentence().formatted(nouns.get(0), nouns.get(1), nouns.get(2))
                + ", and the " + nouns.get(3) + " keepers of "
                + official.country().name() + " will remember the "
                + nouns.get(4) + " and the " + nouns.get(5);
        return new Said(official, number, words, tone.stance(), 2 + number);
    }

    private static Article article(int i, Said first, Said second) {
        int day = Math.max(first.day(), second.day());
        String text = "Title: Reactions to the decree of %s\nOutlet: Gazette %d\nURL: https://gazette.example/%d\n"
                        .formatted(TRIGGER_ACTOR, i % 17, i)
                + "Published: 2021-03-%02dT20:00:00Z\nLanguage: en\n\n".formatted(day)
                + "The decree of President %s went on drawing answers from abroad.\n\n".formatted(TRIGGER_ACTOR)
                + sentence(first) + "\n\n" + sentence(second) + "\n";
        return new Article("article-%05d.txt".formatted(i), text, List.of(first, second));
    }

    private static String sentence(Said said) {
        return "\u201c%s,\u201d %s %s of %s said of the decree of %s."
                .formatted(
                        said.words(),
                        said.official().title(),
                        said.official().name(),
                        said.official().country().name(),
                        TRIGGER_ACTOR);
    }
}
