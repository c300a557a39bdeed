package rejoinder.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the day on which something was said in the words around its reporting verb: "on Sunday", "yesterday", "on 10
 * February". Weekdays mean the latest such day that is not after publication.
 */
final class Days {
    private static final int REACH = 10;
    private static final int EASTERNMOST_HOURS = 14;
    private static final int SHORTEST_STEM = 3;
    private static final Set<String> INFLECTED = Set.of("pl", "uk", "ru");
    private static final Set<String> NOT_YET = Set.of(
            "next",
            "until",
            "by",
            "before",
            "since",
            "coming",
            "nächsten",
            "kommenden",
            "bis",
            "vor",
            "prochain",
            "próximo",
            "prossimo",
            "przyszły",
            "do",
            "following",
            "every",
            "each");
    private static final Map<String, Integer> DAYS_BACK_BY_LANGUAGE = Map.ofEntries(
            Map.entry("en:today", 0),
            Map.entry("en:tonight", 0),
            Map.entry("en:yesterday", 1),
            Map.entry("de:heute", 0),
            Map.entry("de:gestern", 1),
            Map.entry("fr:aujourd'hui", 0),
            Map.entry("fr:hier", 1),
            Map.entry("es:hoy", 0),
            Map.entry("es:ayer", 1),
            Map.entry("it:oggi", 0),
            Map.entry("it:ieri", 1),
            Map.entry("pl:dziś", 0),
            Map.entry("pl:dzisiaj", 0),
            Map.entry("pl:wczoraj", 1),
            Map.entry("pt:hoje", 0),
            Map.entry("pt:ontem", 1),
            Map.entry("uk:сьогодні", 0),
            Map.entry("uk:вчора", 1),
            Map.entry("ru:сегодня", 0),
            Map.entry("ru:вчера", 1));
    private static final Map<String, Map<String, Integer>> DAYS_BACK = daysBack();
    private static final Map<String, Map<String, DayOfWeek>> WEEKDAYS = weekdays();
    private static final Map<String, Map<String, Month>> MONTHS = months();

    private static final Map<String, Set<String>> TELLING = telling();

    private final Tokens tokens;
    private final String language;
    private final Optional<LocalDate> published;
    private final boolean alreadyTomorrowInTheEast;
    private final Set<String> telling;
    private final Map<String, Integer> daysBack;
    private final Map<String, DayOfWeek> weekdays;
    private final Map<String, Month> months;

    Days(Tokens tokens, String language, Optional<Instant> publishedAt) {
        this.tokens = tokens;
        this.language = language;
        this.weekdays = WEEKDAYS.get(language);
        this.months = MONTHS.get(language);
        this.telling = TELLING.get(language);
        this.daysBack = DAYS_BACK.get(language);
        this.published = publishedAt.map(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
        this.alreadyTomorrowInTheEast = publishedAt
                .filter(at -> at.atZone(ZoneOffset.UTC).getHour() >= 24 - EASTERNMOST_HOURS)
                .isPresent();
    }

    private static Map<String, Map<String, Integer>> daysBack() {
        Map<String, Map<String, Integer>> all = new HashMap<>();
        for (String language : Lexicon.LANGUAGES) {
            Map<String, Integer> back = new HashMap<>();
            DAYS_BACK_BY_LANGUAGE.forEach((word, days) -> {
                if (word.startsWith(language + ":")) {
                    back.put(word.substring(language.length() + 1), days);
                }
            });
            all.put(language, back);
        }
        return all;
    }

    private static Map<String, Map<String, DayOfWeek>> weekdays() {
        Map<String, Map<String, DayOfWeek>> all = new HashMap<>();
        for (String language : Lexicon.LANGUAGES) {
            Map<String, DayOfWeek> days = new HashMap<>();
            for (DayOfWeek day : DayOfWeek.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                    String name = day.getDisplayName(style, Locale.forLanguageTag(language));
                    days.put(stem(name.toLowerCase(Locale.ROOT), language), day);
                }
            }
            all.put(language, days);
        }
        return all;
    }

    private static Map<String, Map<String, Month>> months() {
        Map<String, Map<String, Month>> all = new HashMap<>();
        for (String language : Lexicon.LANGUAGES) {
            Map<String, Month> months = new HashMap<>();
            for (Month month : Month.values()) {
                Locale locale = Locale.forLanguageTag(language);
                String name = month.getDisplayName(TextStyle.FULL, locale).toLowerCase(Locale.ROOT);
                months.put(name, month);
                if (language.equals("en") && name.length() > SHORTEST_STEM) {
                    months.put(name.substring(0, SHORTEST_STEM) + ".", month);
                }
            }
            all.put(language, months);
        }
        return all;
    }

    /** Slavic weekdays without their endings: "środa", "środę". */
    private static String stem(String weekday, String language) {
        return INFLECTED.contains(language)
                ? weekday.substring(0, Math.max(SHORTEST_STEM, weekday.length() - 2))
                : weekday;
    }

    /** The day nearest to a reporting verb in its sentence, outside what is reported; empty when none is told. */
    Optional<LocalDate> near(Report report) {
        if (report.cueFrom() < 0) {
            return Optional.empty();
        }
        int sentence = tokens.sentence[report.cueFrom()];
        int from = Math.max(tokens.sentenceStart[sentence], report.cueFrom() - REACH);
        int to = Math.min(tokens.sentenceStart[sentence + 1], report.cueTo() + REACH);
        Optional<LocalDate> nearest = Optional.empty();
        int distance = Integer.MAX_VALUE;
        for (int i = from; i < to; i++) {
            boolean reported = tokens.start[i] >= report.start() && tokens.start[i] < report.end();
            if (tokens.quoted(i) || reported || Math.abs(i - report.cueFrom()) >= distance) {
                continue;
            }
            Optional<LocalDate> day = dayAt(i, from, to);
            if (day.isPresent()) {
                nearest = day;
                distance = Math.abs(i - report.cueFrom());
            }
        }
        return nearest;
    }

    private Optional<LocalDate> dayAt(int i, int from, int to) {
        String word = tokens.lower[i];
        if (!mayTell(word)) {
            return Optional.empty();
        }
        boolean possessive = i + 1 < to && tokens.isClitic(i + 1);
        boolean notYet = i > from && NOT_YET.contains(tokens.lower[i - 1]);
        if (possessive || notYet) {
            return Optional.empty();
        }
        Integer back = daysBack.get(word);
        if (back != null) {
            return published.map(day -> day.minusDays(back));
        }
        Optional<DayOfWeek> weekday = weekday(word);
        if (weekday.isPresent()) {
            boolean last = i > from && tokens.is(i - 1, "last");
            return published.map(day -> latest(day, weekday.get(), last));
        }
        return Optional.ofNullable(months.get(word)).flatMap(month -> date(i, month, from, to));
    }

    /** Words that tell a day; empty where they have endings, so that each has to be looked at. */
    private static Map<String, Set<String>> telling() {
        Map<String, Set<String>> all = new HashMap<>();
        for (String language : Lexicon.LANGUAGES) {
            Set<String> words = new HashSet<>();
            if (!INFLECTED.contains(language)) {
                words.addAll(DAYS_BACK.get(language).keySet());
                words.addAll(WEEKDAYS.get(language).keySet());
                words.addAll(MONTHS.get(language).keySet());
            }
            all.put(language, words);
        }
        return all;
    }

    private boolean mayTell(String word) {
        return telling.isEmpty() || telling.contains(word);
    }

    /** "On Monday" in a text of Sunday evening, as UTC has it, was written where it is Monday. */
    private LocalDate latest(LocalDate publishedOn, DayOfWeek weekday, boolean last) {
        LocalDate tomorrow = publishedOn.plusDays(1);
        if (!last && alreadyTomorrowInTheEast && tomorrow.getDayOfWeek() == weekday) {
            return tomorrow;
        }
        return publishedOn.with(last ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.previousOrSame(weekday));
    }

    private Optional<DayOfWeek> weekday(String word) {
        if (!INFLECTED.contains(language)) {
            return Optional.ofNullable(weekdays.get(word));
        }
        for (int cut = 0; cut <= 3 && word.length() - cut >= SHORTEST_STEM; cut++) {
            DayOfWeek day = weekdays.get(word.substring(0, word.length() - cut));
            if (day != null) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** "February 10", "10 February 2024", "10. Februar", "10 de febrero". */
    private Optional<LocalDate> date(int monthAt, Month month, int from, int to) {
        Optional<Integer> after = number(monthAt + 1, to);
        int before = monthAt - 1;
        while (before > from && (tokens.isMark(before, '.') || tokens.is(before, "de"))) {
            before--;
        }
        Optional<Integer> day =
                before >= from && number(before, to).isPresent() ? number(before, to) : after.filter(n -> n <= 31);
        int yearAt =
                day.equals(after) && !(before >= from && number(before, to).isPresent()) ? monthAt + 2 : monthAt + 1;
        while (yearAt < to && (tokens.isMark(yearAt, ',') || tokens.is(yearAt, "de"))) {
            yearAt++;
        }
        Optional<Integer> year = number(yearAt, to).filter(n -> n >= 1900 && n <= 2200);
        if (day.isEmpty() || (year.isEmpty() && published.isEmpty())) {
            return Optional.empty();
        }
        try {
            if (year.isPresent()) {
                return Optional.of(LocalDate.of(year.get(), month, day.get()));
            }
            LocalDate latest = published.get();
            LocalDate sameYear = LocalDate.of(latest.getYear(), month, day.get());
            return Optional.of(sameYear.isAfter(latest) ? sameYear.minusYears(1) : sameYear);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private Optional<Integer> number(int i, int to) {
        if (i < 0 || i >= to || tokens.kind[i] != Tokens.Kind.NUMBER) {
            return Optional.empty();
        }
        String digits = tokens.lower[i].replaceAll("(?:st|nd|rd|th|\\.)$", "");
        return digits.length() <= 4 && digits.chars().allMatch(Character::isDigit) && !digits.isEmpty()
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }
}
