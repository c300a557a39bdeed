package rejoinder.app.it;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rejoinder.contracts.Stance;

/**
 * Officials of countries that plainly do not exist, what each of them said about Orla Venn's decree, and articles that
 * report it, some of them cut: the truth is known by construction. The same seed makes the same world.
 */
final class GeneratedWorld {
    static final String TRIGGER_ACTOR = "Orla Venn";

    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 2);
    private static final int UTTERANCES_EACH = 50;
    private static final int WORDS_OF_ITS_OWN = 12;
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
    private static final List<Tone> TONES = List.of(
            new Tone(Stance.CONDEMN, "We condemn this decree, it is appalling and shameful"),
            new Tone(Stance.CRITICISE, "This decree is wrong and a serious mistake"),
            new Tone(Stance.CONCERN, "We are deeply concerned about this decree"),
            new Tone(Stance.WELCOME, "We welcome this decree"));
    private static final List<String> SYLLABLES =
            List.of("bra", "cor", "dun", "fel", "gar", "hol", "jun", "kel", "lom", "mir", "nor", "pel", "quo", "ras");

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

    /** What an official said once; {@code number} orders the utterances of one official in time. */
    record Said(Official official, int number, String words, Stance stance) {}

    /** A file of the drop folder and what it reports. */
    record Article(String file, String text, List<Said> reports) {}

    private record Tone(Stance stance, String sentence) {}

    /** {@code count} articles that report one utterance each of two officials. */
    static GeneratedWorld of(long seed, int count) {
        Random random = new Random(seed);
        List<Official> officials = IntStream.range(0, COUNTRIES.size() * 2)
                .mapToObj(GeneratedWorld::official)
                .toList();
        List<List<Said>> said = new ArrayList<>();
        int word = 0;
        for (int number = 0; number < UTTERANCES_EACH; number++) {
            List<Said> round = new ArrayList<>();
            for (Official official : officials) {
                round.add(said(official, number, TONES.get(random.nextInt(TONES.size())), word));
                word += WORDS_OF_ITS_OWN;
            }
            said.add(round);
        }
        List<Article> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Said> round = said.get(random.nextInt(said.size()));
            int first = random.nextInt(round.size());
            int second = (first + 1 + random.nextInt(round.size() - 1)) % round.size();
            articles.add(article(i, random, round.get(first), round.get(second)));
        }
        return new GeneratedWorld(officials, List.copyOf(articles));
    }

    List<Official> officials() {
        return officials;
    }

    List<Article> articles() {
        return articles;
    }

    /** The officials as a user's registry. */
    String registryCsv() {
        return "id,name,kind,role,rank,represents,represents_kind,represents_name\n"
                + officials.stream()
                        .map(official -> "%s,%s,person,%s of %s,%d,%s,country,%s\n"
                                .formatted(
                                        official.id(),
                                        official.name(),
                                        official.title(),
                                        official.country().name(),
                                        official.rank(),
                                        official.country().code(),
                                        official.country().name()))
                        .collect(Collectors.joining());
    }

    private static Official official(int i) {
        String name = FIRST.get(i) + " " + LAST.get(i);
        boolean leads = i % 2 == 0;
        return new Official(
                name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                name,
                leads ? "Prime Minister" : "Foreign Minister",
                leads ? 100 : 80,
                COUNTRIES.get(i / 2));
    }

    /** No two utterances share more than their tone. */
    private static Said said(Official official, int number, Tone tone, int firstWord) {
        String own = IntStream.range(firstWord, firstWord + WORDS_OF_ITS_OWN)
                .mapToObj(GeneratedWorld::word)
                .collect(Collectors.joining(" "));
        return new Said(official, number, tone.sentence() + " for the " + own, tone.stance());
    }

    private static String word(int number) {
        int base = SYLLABLES.size();
        return SYLLABLES.get(number / (base * base * base) % base)
                + SYLLABLES.get(number / (base * base) % base)
                + SYLLABLES.get(number / base % base)
                + SYLLABLES.get(number % base);
    }

    private static Article article(int i, Random random, Said first, Said second) {
        String text = "Title: Reactions to the decree of %s\nOutlet: Gazette %d\nURL: https://gazette.example/%d\n"
                        .formatted(TRIGGER_ACTOR, i % 17, i)
                + "Published: %sT%02d:00:00Z\nLanguage: en\n\n".formatted(FIRST_DAY.plusDays(first.number()), i % 24)
                + "The decree of President %s went on drawing answers from abroad.\n\n".formatted(TRIGGER_ACTOR)
                + sentence(first, random) + "\n\n" + sentence(second, random) + "\n";
        return new Article("article-%05d.txt".formatted(i), text, List.of(first, second));
    }

    /** One report in three is cut. */
    private static String sentence(Said said, Random random) {
        String words =
                random.nextInt(3) == 0 ? said.words().substring(0, said.words().lastIndexOf(' ')) : said.words();
        return "\u201c%s,\u201d %s %s of %s said of the decree."
                .formatted(
                        words,
                        said.official().title(),
                        said.official().name(),
                        said.official().country().name());
    }
}
