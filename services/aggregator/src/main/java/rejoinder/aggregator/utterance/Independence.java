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
    private static final String FIRST_LETTERS = Arrays.stream(AGENCIES.split("\\|", -1))
            .map(agency -> agency.substring(0, 1))
            .distinct()
            .collect(Collectors.joining());

    private static final String SAID_TO =
            "(?:told|tells|said to|speaking to|interview with|interview to|quoted by|cited by"
                    + "|reported by|according to|via|Source:|Quelle:|sagte|selon|seg\u00fan|secondo|wed\u0142ug) (?:the |der |die |das |la |le |el )?";
    private static final String SAYS =
            " (?:news agency )?(?:reported|reports|quoted|quotes|cited|cites|wrote|writes)\\b";
    private static final Pattern NAMES_AGENCY = Pattern.compile(
            SAID_TO + "(" + AGENCIES + ")\\b|\\b(" + AGENCIES + ")" + SAYS + "|\\((" + AGENCIES + ")\\)");
    private static final Pattern AGENCY = Pattern.compile("(?:" + AGENCIES + ")(?=[ ),.])");

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

    /** Quickly says that most texts name no agency. */
    private static boolean mayName(String text) {
        Matcher agency = AGENCY.matcher(text);
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            if ((before == ' ' || before == '(' || before == ':')
                    && FIRST_LETTERS.indexOf(text.charAt(i)) >= 0
                    && agency.region(i, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
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
        StringBuilder words = new StringBuilder(text.length());
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetter(c) || isNumber(c)) {
                words.appendCodePoint(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString().stripTrailing().toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
