package rejoinder.gateway.http;

import java.util.function.Function;

/** Input from outside after its check: the value it holds, or what is wrong with it. */
public sealed interface Checked<T> {
    /** The input is good. */
    record Good<T>(T value) implements Checked<T> {}

    /** The input is not taken. */
    record Bad<T>(Problem problem) implements Checked<T> {}

    /** The check of what a good value leads to; a bad one stays as it is. */
    default <U> Checked<U> then(Function<? super T, Checked<U>> next) {
        return fold(next, Bad::new);
    }

    /** What either leads to. */
    default <U> U fold(Function<? super T, U> ofGood, Function<Problem, U> ofBad) {
        return this instanceof Good<T> good ? ofGood.apply(good.value()) : ofBad.apply(((Bad<T>) this).problem());
    }
}
