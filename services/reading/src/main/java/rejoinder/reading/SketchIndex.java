package rejoinder.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import rejoinder.reading.SameWords.Sketch;

/**
 * Finds, among many quotations, those that may report the same words as another. Quotations are numbered in the order
 * in which they come. Not thread-safe.
 *
 * <p>Two quotations that are the same share at least a certain weight of concepts. So of a quotation's concepts, the
 * most common ones, as long as they weigh less than that, need not be looked up: whoever is the same has one of the
 * others as well. How much must be shared depends on the shorter quotation; hence the classes by weight.
 */
public final class SketchIndex {
    /** Up to here it is quicker to look at each. */
    private static final int FEW = 40;

    private static final int[] CLASS_FROM = {0, SameWords.FEWEST_SHARED_OF_SHORT, SameWords.SHORT + 1, 64, 128};

    /** One after the other, so that few are looked at without going elsewhere in memory for each. */
    private int[] hashes = {};

    /** Where in them each quotation's end; the next one's follow. */
    private int[] ends = {};

    private int size;
    private final List<Map<Integer, Numbers>> postings = new ArrayList<>(0);
    private int indexed;
    private int[] seen = {};
    private int round;

    /** Takes a quotation in; returns its number. */
    public int add(Sketch sketch) {
        int begin = begin(size);
        int end = begin + sketch.hashes().length;
        if (end > hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(end, hashes.length * 2));
        }
        System.arraycopy(sketch.hashes(), 0, hashes, begin, sketch.hashes().length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(2, size * 2));
        }
        ends[size] = end;
        return size++;
    }

    private int begin(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Calls {@code each} once with the number of every quotation that may be the same. */
    public void maybeSame(Sketch sketch, IntConsumer each) {
        if (size <= FEW) {
            for (int i = 0; i < size; i++) {
                if (maybeSame(sketch, i)) {
                    each.accept(i);
                }
            }
            return;
        }
        index();
        round++;
        int weight = sketch.weight();
        for (int c = 0; c < CLASS_FROM.length; c++) {
            look(sketch, postings.get(c), SameWords.leastShared(Math.min(weight, Math.max(1, CLASS_FROM[c]))), each);
        }
    }

    private boolean maybeSame(Sketch sketch, int number) {
        return sketch.maybeSame(hashes, begin(number), ends[number]);
    }

    private void look(Sketch sketch, Map<Integer, Numbers> lists, int leastShared, IntConsumer each) {
        List<Numbers> found = new ArrayList<>();
        for (int hash : sketch.hashes()) {
            Numbers list = lists.get(hash);
            if (list != null) {
                found.add(list);
            }
        }
        found.sort((a, b) -> Integer.compare(b.size, a.size));
        int left = 0;
        for (Numbers list : found) {
            if (left + list.weight < leastShared) {
                left += list.weight;
                continue;
            }
            for (int i = 0; i < list.size; i++) {
                int number = list.numbers[i];
                if (seen[number] != round) {
                    seen[number] = round;
                    if (maybeSame(sketch, number)) {
                        each.accept(number);
                    }
                }
            }
        }
    }

    private void index() {
        if (postings.isEmpty()) {
            for (int c = 0; c < CLASS_FROM.length; c++) {
                postings.add(new HashMap<>());
            }
        }
        if (seen.length < size) {
            seen = Arrays.copyOf(seen, Math.max(64, size * 2));
        }
        for (; indexed < size; indexed++) {
            int begin = begin(indexed);
            int end = ends[indexed];
            Map<Integer, Numbers> lists = postings.get(classOf(Sketch.weight(hashes, begin, end)));
            for (int i = begin; i < end; i++) {
                lists.computeIfAbsent(hashes[i], hash -> new Numbers(Sketch.weight(hash)))
                        .add(indexed);
            }
        }
    }

    private static int classOf(int weight) {
        int c = CLASS_FROM.length - 1;
        while (weight < CLASS_FROM[c]) {
            c--;
        }
        return c;
    }

    /** The quotations that have a concept. */
    private static final class Numbers {
        private final int weight;
        private int[] numbers = new int[2];
        private int size;

        Numbers(int weight) {
            this.weight = weight;
        }

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }
    }
}
