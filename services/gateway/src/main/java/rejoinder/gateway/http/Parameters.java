package rejoinder.gateway.http;

import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import rejoinder.contracts.SaidAt;

/**
 * Reads the parameters of one request's URL and keeps the first problem. Values read while there is a problem are
 * defaults. For one thread.
 */
public final class Parameters {
    private static final int MOST_VALUES = 100;

    private final QueryParams params;
    private final Set<String> known = new LinkedHashSet<>();
    private Optional<Problem> problem = Optional.empty();

    private Parameters(QueryParams params) {
        this.params = params;
    }

    /** The parameters of a request. */
    public static Parameters of(ServiceRequestContext ctx) {
        String query = ctx.query();
        return new Parameters(query == null ? QueryParams.of() : QueryParams.fromQueryString(query));
    }

    /** A whole number from {@code least} to {@code most}, or {@code otherwise} where there is none. */
    public int number(String name, int otherwise, int least, int most) {
        return one(name, "a whole number from " + least + " to " + most, text -> parseInt(text)
                        .filter(n -> n >= least && n <= most))
                .orElse(otherwise);
    }

    /** The one value of a parameter, as {@code parse} reads it; {@code expected} describes it to the client. */
    public <T> Optional<T> one(String name, String expected, Function<String, Optional<T>> parse) {
        known.add(name);
        List<String> values = params.getAll(name);
        if (values.size() > 1) {
            report(name, "\"" + name + "\" may be given once");
            return Optional.empty();
        }
        return values.stream().findFirst().flatMap(text -> parsed(name, expected, text, parse));
    }

    /** All values of a parameter that may be repeated, in their order. */
    public <T> Set<T> all(String name, String expected, Function<String, Optional<T>> parse) {
        known.add(name);
        List<String> values = params.getAll(name);
        if (values.size() > MOST_VALUES) {
            report(name, "\"" + name + "\" may be given at most " + MOST_VALUES + " times");
            return Set.of();
        }
        Set<T> read = new LinkedHashSet<>();
        values.forEach(text -> parsed(name, expected, text, parse).ifPresent(read::add));
        return read;
    }

    /** The moment whose state is asked for by {@code asOf}; now where there is none. */
    public Optional<Instant> asOf() {
        return one("asOf", "a date or a date-time with offset, such as 2024-02-12T14:30:00Z", text -> SaidAt.parse(text)
                .map(SaidAt::at));
    }

    /** The first problem; call last, because what was not asked for by then is unknown. */
    public Optional<Problem> problem() {
        if (problem.isEmpty()) {
            params.names().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> report(name, "unknown parameter; known here are " + String.join(", ", known)));
        }
        return problem;
    }

    private <T> Optional<T> parsed(String name, String expected, String text, Function<String, Optional<T>> parse) {
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            report(name, "\"" + name + "\" must be " + expected);
        }
        return value;
    }

    private void report(String name, String detail) {
        if (problem.isEmpty()) {
            problem = Optional.of(Problem.parameter(name, detail));
        }
    }

    private static Optional<Integer> parseInt(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
