package rejoinder.aggregator.utterance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rejoinder.contracts.statement.Statement;
import rejoinder.contracts.utterance.Utterance;

/**
 * Which of several reports stand for themselves. One that names another outlet or an agency as its source ("told
 * Reuters", "according to the Gazette", "(AFP)"), or repeats the text around the words as another outlet has it, does
 * not.
 */
final class Independence {
    private static final String AGENCIES = "Reuters|Associated Press|AP|Agence France-Presse|AFP|dpa|DPA|TASS|Tass"
            + "|Interfax-Ukraine|Interfax|RIA Novosti|Ukrinform|PAP|ANSA|Ansa|EFE|Efe|Lusa|Bloomberg|Xinhua|Kyodo"
            + "|Yonhap|Anadolu|PTI|PA Media|Belga|ANP|APA|CTK|\u010cTK|MTI|Tanjug|NTB|Ritzau|STT|BNS|LETA";
    private static final String FIRST_LETTERS =
            names().map(agency -> agency.substring(0, 1)).distinct().collect(Collectors.joining());
    /** For each of these letters the agencies that begin with it. */
    private static final List<List<String>> BY_FIRST_LETTER = FIRST_LETTERS
            .chars()
            .mapToObj(letter ->
                    names().filter(agency -> agency.charAt(0) == letter).toList())
            .toList();

    private static final String SAID_TO =
            "(?:told|tells|said to|speaking to|interview with|interview to|quoted by|cited by"
                    + "|reported by|according to|via|Source:|Quelle:|sagte|selon|seg\u00fan|secondo|wed\u0142ug) (?:the |der |die |das |la |le |el )?";
    private static final String SAYS =
            " (?:news agency )?(?:reported|reports|quoted|quotes|cited|cites|wrote|writes)\\b";
    private static final Pattern NAMES_AGENCY = Pattern.compile(
            SAID_TO + "(" + AGENCIES + ")\\b|\\b(" + AGENCIES + ")" + SAYS + "|\\((" + AGENCIES + ")\\)");

    private static final int LONG_ENOUGH = 80;
    private static final int LONGEST_LOOKED_AT = 1000;

    private final List<Utterance.TakenOver> takenOver = new ArrayList<>();
    private final Set<String> independent = new HashSet<>();

    /**
     * @param ordered reports, earliest first
     */
    Independence(List<Statement.Asserted> ordered) {
        if (ordered.size() == 1) {
            independent.add(ordered.get(0).document().outlet());
            return;
        }
        Set<String> outlets = new HashSet<>();
        ordered.forEach(statement -> outlets.add(statement.document().outlet()));
        Map<String, String> firstToSay = new HashMap<>();
        for (Statement.Asserted statement : ordered) {
            String outlet = statement.document().outlet();
            Optional<String> from = named(statement, outlets).or(() -> repeated(statement, firstToSay));
            if (from.isPresent()) {
                takenOver.add(new Utterance.TakenOver(statement.id(), from.get()));
            } else {
                independent.add(outlet);
            }
        }
    }

    /** The reports that don't stand for themselves. */
    List<Utterance.TakenOver> takenOver() {
        return takenOver;
    }

    /** How many outlets do; at least 1, since somebody heard it. */
    int outlets() {
        return Math.max(1, independent.size());
    }

    private static Optional<String> named(Statement.Asserted statement, Set<String> outlets) {
        String around = statement.context().length() <= LONGEST_LOOKED_AT
                ? statement.context()
                : statement.context().substring(0, LONGEST_LOOKED_AT);
        String own = statement.document().outlet();
        String text = around + " " + statement.document().lead();
        Matcher agency = NAMES_AGENCY.matcher(mayName(text) ? text : "");
        while (agency.find()) {
            String name = Optional.ofNullable(agency.group(1))
                    .or(() -> Optional.ofNullable(agency.group(2)))
                    .orElseGet(() -> agency.group(3));
            if (!own.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(name);
            }
        }
        return outlets.stream()
                .filter(outlet -> !outlet.equals(own) && !own.contains(outlet) && !outlet.contains(own))
                .filter(outlet -> names(around, outlet))
                .sorted()
                .findFirst();
    }

    private static Stream<String> names() {
        return Arrays.stream(AGENCIES.split("\\|", -1));
    }

    /** Quickly says that most texts name no agency. */
    private static boolean mayName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEdge(text, i - 1) && isNamed(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(String text, int at) {
        int letter = FIRST_LETTERS.indexOf(text.charAt(at));
        if (letter >= 0) {
            for (String agency : BY_FIRST_LETTER.get(letter)) {
                if (text.startsWith(agency, at) && isEdge(text, at + agency.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean names(String around, String outlet) {
        int at = around.indexOf(outlet);
        return at >= 0
                && Pattern.compile(SAID_TO + Pattern.quote(outlet) + "(?!\\w)|(?<!\\w)" + Pattern.quote(outlet) + SAYS)
                        .matcher(around)
                        .find();
    }

    private static Optional<String> repeated(Statement.Asserted statement, Map<String, String> firstToSay) {
        String letters = words(statement.context());
        if (letters.length() < LONG_ENOUGH) {
            return Optional.empty();
        }
        String first = firstToSay.putIfAbsent(letters, statement.document().outlet());
        return Optional.ofNullable(first)
                .filter(outlet -> !outlet.equals(statement.document().outlet()));
    }

    /** Its words and numbers in lower case, a space between them. */
    private static String words(String text) {
        char[] words = new char[text.length()];
        int size = 0;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetter(c) || isNumber(c)) {
                size += Character.toChars(c, words, size);
            } else if (size > 0 && words[size - 1] != ' ') {
                words[size++] = ' ';
            }
        }
        return new String(words, 0, size).stripTrailing().toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
