package rejoinder.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether two quotations of one actor report the same words: the same, one contained in the other, cut,
 * slightly differently worded, or differently translated. Symmetric; a pure function of both.
 *
 * <p>Words that carry no meaning of their own are left out, the others compared by {@link Concepts}. Two quotations
 * are the same when most of the shorter one's meaning, and enough of it, stands in the longer one.
 */
public final class SameWords {
    private static final Set<String> FUNCTION_WORDS = words(
            "a an the of to in on at for and or but is are was were be been it its this that these those we i you he"
                    + " she they our us my his her their will would has have had do does did with by as from if so there"
                    + " which who what when while any no one not all us me him them than then also just only very into"
                    + " about can cannot let lets because how why where here out up over such other each both own"
                    + " jeder jede jedes unsere unser unserer unseren dieses diese dieser der die das den dem des ein eine und oder ist sind war nicht auch auf von zu mit im in es wir ich"
                    + " sie er fur als dass le la les un une des du de et ou est sont ne pas que qui en dans pour sur il"
                    + " elle nous el los las y o es son no se del al con por para su lo que una il lo gli e di che non si"
                    + " per sono i w na z sie nie ze do to jest o jak od po za dla sa ani os as um uma nao com na em"
                    + " \u0456 \u0432 \u0443 \u043d\u0430 \u043d\u0435 \u0449\u043e \u0437 \u0434\u043e \u0446\u0435"
                    + " \u0438 \u0447\u0442\u043e \u0441 \u043f\u043e \u044d\u0442\u043e ja on ei et see");
    /** What reports drop, add or put otherwise without another meaning: emphasis, negated helpers, "nobody" for "no one". */
    private static final Set<String> FILLERS =
            words("completely totally entirely absolutely fully utterly really truly simply clearly solely merely alone"
                    + " nobody something anything nothing done term terms yet allowed permitted able let's thats isnt arent wasnt werent"
                    + " havent hasnt hadnt dont doesnt didnt wont wouldnt shouldnt couldnt cant"
                    + " ganz vollig absolut klar deutlich niemand etwas nur completement totalement vraiment personne"
                    + " rien seulement completamente totalmente realmente nadie nada solo solamente nessuno niente"
                    + " soltanto davvero calkowicie naprawde nikt nic tylko ninguem apenas realmente"
                    + " \u043f\u043e\u0432\u043d\u0456\u0441\u0442\u044e \u0442\u0456\u043b\u044c\u043a\u0438"
                    + " \u043f\u043e\u043b\u043d\u043e\u0441\u0442\u044c\u044e \u0442\u043e\u043b\u044c\u043a\u043e");
    /** Words so usual in politics that sharing them says little. */
    private static final Set<String> USUAL = words(
            "=president =country =people =want =must =more =everyone =world =statement =america =europe =russia =nato"
                    + " =support =work =strong =together think say know go get make take do come see time year way"
                    + " thing lot well much many now today still even =possible =enough nato trump =alliance =ally"
                    + " =security =war =bring");

    /** Weights are in tenths, so that sums are exact. */
    private static final int WEIGHT = 10;

    private static final int USUAL_WEIGHT = 6;
    private static final int PERCENT_SHARED_OF_SHORTER = 62;
    private static final int PERCENT_SHARED_OF_SHORT = 75;
    private static final int FEWEST_SHARED = 26;
    static final int FEWEST_SHARED_OF_SHORT = 16;
    static final int SHORT = 32;
    private static final int MOST_CONCEPTS = 400;

    private SameWords() {}

    private static Set<String> words(String words) {
        return Set.copyOf(
                Arrays.asList(words.split(" ", -1)).stream().distinct().toList());
    }

    /** A quotation in the form that comparisons need. Immutable. */
    public static final class Words {
        private final String joined;
        private final Meaning[] meanings;
        private final int weight;

        /**
         * @param meanings in their order, each once
         */
        private Words(String joined, Meaning[] meanings) {
            this.joined = joined;
            this.meanings = meanings;
            int sum = 0;
            for (Meaning meaning : meanings) {
                sum += meaning.weight();
            }
            this.weight = sum;
        }

        /** What its words mean; of words without a meaning of their own the words, after a zero. */
        Set<String> concepts() {
            return Arrays.stream(meanings).map(Meaning::concept).collect(Collectors.toUnmodifiableSet());
        }

        /** What decides quickly that another quotation can't be the same. */
        public Sketch sketch() {
            int[] hashes = new int[meanings.length];
            int different = 0;
            for (Meaning meaning : meanings) {
                if (different == 0 || hashes[different - 1] != meaning.hash()) {
                    hashes[different++] = meaning.hash();
                }
            }
            return new Sketch(Arrays.copyOf(hashes, different));
        }
    }

    /**
     * What a word means.
     *
     * @param concept empty for a word without a meaning of its own
     * @param hash of the concept; its lowest bit says that it is a usual one
     */
    record Meaning(String concept, int hash) implements Comparable<Meaning> {
        private static final Meaning NONE = new Meaning("", 0);

        /** Of a word in lower case without accents. */
        static Meaning of(String word) {
            return FUNCTION_WORDS.contains(word) || FILLERS.contains(word) ? NONE : ofConcept(Concepts.of(word));
        }

        private static Meaning ofConcept(String concept) {
            int hash = SameWords.hash(concept);
            return new Meaning(concept, USUAL.contains(concept) ? hash | 1 : hash & ~1);
        }

        boolean isOne() {
            return !concept.isEmpty();
        }

        /** By the hash: mostly that is enough, and is at hand. */
        @Override
        public int compareTo(Meaning other) {
            return hash != other.hash ? Integer.compare(hash, other.hash) : concept.compareTo(other.concept);
        }

        int weight() {
            return Sketch.weight(hash);
        }
    }

    /**
     * A quotation's concepts as hashes: few bytes that stand for it where many are kept.
     *
     * @param hashes ascending, without repetition; the lowest bit says that the concept is a usual one
     */
    // Sketches are compared by what they may be the same as, never with equals.
    @SuppressWarnings("ArrayRecordComponent")
    public record Sketch(int[] hashes) {
        /** Whether quotations with these sketches may report the same words; where it says no, they do not. */
        public boolean maybeSame(Sketch other) {
            return maybeSame(other.hashes, 0, other.hashes.length);
        }

        /** The same of a sketch whose hashes are a part of an array. */
        boolean maybeSame(int[] others, int begin, int end) {
            int shorter = Math.min(weight(), weight(others, begin, end));
            int shared = 0;
            int i = 0;
            int j = begin;
            while (i < hashes.length && j < end) {
                int a = hashes[i];
                int b = others[j];
                if (a == b) {
                    shared += weight(a);
                }
                i += a <= b ? 1 : 0;
                j += b <= a ? 1 : 0;
            }
            return shared >= shorter || enough(shared, shorter);
        }

        int weight() {
            return weight(hashes, 0, hashes.length);
        }

        static int weight(int[] hashes, int begin, int end) {
            int sum = 0;
            for (int i = begin; i < end; i++) {
                sum += weight(hashes[i]);
            }
            return sum;
        }

        static int weight(int hash) {
            return (hash & 1) == 1 ? USUAL_WEIGHT : WEIGHT;
        }
    }

    /** What the words of a text mean. */
    @FunctionalInterface
    interface Meanings {
        /** Of the word that stands from one place to another. */
        Meaning of(String text, int begin, int end);
    }

    /** Prepares a quotation. */
    public static Words of(String quote) {
        return of(quote, (text, begin, end) -> Meaning.of(text.substring(begin, end)));
    }

    /** The same, sooner for whoever prepares many. */
    public static Words of(String quote, RememberedConcepts remembered) {
        return of(quote, remembered::of);
    }

    private static Words of(String quote, Meanings of) {
        String joined = joined(quote);
        Meaning[] meanings = meanings(joined, of);
        // Words without a meaning of their own are the same only as themselves.
        return new Words(
                joined, meanings.length == 0 ? new Meaning[] {Meaning.ofConcept("\0" + joined.strip())} : meanings);
    }

    /** Those of the words with a meaning of their own, sorted, each once. */
    private static Meaning[] meanings(String joined, Meanings of) {
        Meaning[] all = new Meaning[joined.length() / 2];
        int many = 0;
        int begin = 1;
        for (int end = wordEnd(joined, begin); end > begin; end = wordEnd(joined, begin)) {
            Meaning one = of.of(joined, begin, end);
            if (one.isOne()) {
                all[many++] = one;
            }
            begin = end + 1;
        }
        // Few are longer than what is looked at; of the others it is enough to find what comes twice side by side.
        Meaning[] sorted = many <= MOST_CONCEPTS
                ? Arrays.copyOf(all, many)
                : Arrays.stream(all, 0, many).distinct().limit(MOST_CONCEPTS).toArray(Meaning[]::new);
        Arrays.sort(sorted);
        int different = 0;
        for (Meaning one : sorted) {
            if (different == 0 || !sorted[different - 1].equals(one)) {
                sorted[different++] = one;
            }
        }
        return different == sorted.length ? sorted : Arrays.copyOf(sorted, different);
    }

    /** Where the word that begins at a place of {@link #joined} ends; there is none where it is not after that. */
    static int wordEnd(String joined, int begin) {
        return joined.indexOf(' ', begin);
    }

    /** Whether both report the same words. */
    public static boolean same(Words a, Words b) {
        int shorter = Math.min(a.weight, b.weight);
        int shared = shared(a.meanings, b.meanings);
        return (shared >= shorter && (a.joined.contains(b.joined) || b.joined.contains(a.joined)))
                || enough(shared, shorter);
    }

    private static boolean enough(int shared, int shorter) {
        return shorter <= SHORT
                ? shared >= FEWEST_SHARED_OF_SHORT && 100 * shared >= PERCENT_SHARED_OF_SHORT * shorter
                : shared >= FEWEST_SHARED && 100 * shared >= PERCENT_SHARED_OF_SHORTER * shorter;
    }

    /** The least weight that a quotation of weight {@code shorter} must share with one that is not shorter. */
    static int leastShared(int shorter) {
        int enough = shorter <= SHORT
                ? Math.max(FEWEST_SHARED_OF_SHORT, (PERCENT_SHARED_OF_SHORT * shorter + 99) / 100)
                : Math.max(FEWEST_SHARED, (PERCENT_SHARED_OF_SHORTER * shorter + 99) / 100);
        return Math.min(shorter, enough);
    }

    /** Spreads the text's own hash, so that its lowest bit can be given away. */
    private static int hash(String concept) {
        int spread = concept.hashCode() * 0x9E3779B1;
        return spread ^ (spread >>> 15);
    }

    private static int shared(Meaning[] a, Meaning[] b) {
        int i = 0;
        int j = 0;
        int shared = 0;
        while (i < a.length && j < b.length) {
            int order = a[i].compareTo(b[j]);
            if (order == 0) {
                shared += a[i].weight();
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    /** Lower case without accents. */
    static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(text.length());
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                folded.append(c == '\u0142' ? 'l' : c == '\u2019' ? '\'' : c);
            }
        }
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Words and numbers, folded, each with a space before and after it; apostrophes and points in them are left out. */
    static String joined(String quote) {
        String folded = fold(quote);
        StringBuilder joined = new StringBuilder(folded.length() + 2).append(' ');
        boolean inWord = false;
        int c;
        for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
            c = folded.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                joined.appendCodePoint(c);
                inWord = true;
            } else if (inWord && c != '\'' && c != '.') {
                joined.append(' ');
                inWord = false;
            }
        }
        return (inWord || joined.length() == 1 ? joined.append(' ') : joined).toString();
    }
}
