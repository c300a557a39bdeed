package rejoinder.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rules a reader goes by: all but those that are left out. What a rule that is left out had a part in is left out;
 * no other rule is asked in its place.
 */
public record Rules(Set<String> without) {
    private static final String MIXED = "-mixed";

    private static final List<String> NAMES = List.of(
            "speaker-verb-quote",
            "speaker-verb-colon-quote",
            "speaker-verb-between",
            "quote-speaker-verb",
            "quote-verb-speaker",
            "quote-then-speaker-verb",
            "speaker-calls-quote",
            "speaker-verb-embedded",
            "speaker-verb-clause",
            "speaker-verb-phrase",
            "clause-speaker-verb",
            "clause-verb-speaker",
            "according-to-first",
            "according-to-last",
            "name-colon",
            "transcript-turn",
            "quotation-alone",
            "structured-row",
            "name-at-verb",
            "joint-subject",
            "institution-at-verb",
            "description-at-verb",
            "pronoun-antecedent",
            "pronoun-left-out",
            "same-sentence",
            "same-paragraph",
            "same-paragraph-ahead",
            "sentence-about",
            "sentence-before",
            "paragraph-before",
            "paragraph-before-about",
            "last-speaker",
            "registry-name",
            "registry-surname",
            "registry-name-variant",
            "registry-name-and-role",
            "registry-name-and-country",
            "registry-name-by-rank",
            "registry-institution",
            "government-by-metonym",
            "government-by-name",
            "spokesperson-of-institution",
            "spokesperson-of-government",
            "publishing-office",
            "holder-of-office",
            "holder-of-office-named-in-text",
            "introduced-in-text",
            "office-introduced-in-text",
            "given-by-row");

    /** All of them. */
    public static final Rules ALL = new Rules(Set.of());

    public Rules {
        Set<String> unknown = new TreeSet<>(without);
        NAMES.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no rule " + String.join(", ", unknown) + " to leave out: " + String.join(", ", NAMES));
        }
        without = Set.copyOf(without);
    }

    /** The rules that can be left out, in the order of {@code RULES.md}. */
    public static List<String> names() {
        return NAMES;
    }

    /** Whether none of an attribution's rules is left out. */
    boolean take(Attribution attribution) {
        return take(attribution.rule())
                && attribution
                        .speaker()
                        .map(Speaker::rule)
                        .filter(rule -> !take(rule))
                        .isEmpty();
    }

    /** Whether no part of a rule's name is left out. */
    boolean take(String rule) {
        return without.isEmpty()
                || Arrays.stream(rule.split("/", -1))
                        .map(part -> part.endsWith(MIXED) ? part.substring(0, part.length() - MIXED.length()) : part)
                        .noneMatch(without::contains);
    }
}
