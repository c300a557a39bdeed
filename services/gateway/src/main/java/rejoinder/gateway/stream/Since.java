package rejoinder.gateway.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rejoinder.contracts.SaidAt;

/** Where a subscriber wants the changes from. */
sealed interface Since {
    /** From behind an event that it has seen: a token for each log that it reads. */
    record Seen(List<Token> tokens) implements Since {
        public Seen {
            tokens = List.copyOf(tokens);
        }

        /** Reads tokens joined by dots; empty when one of them is none. */
        static Optional<Since> parse(String text) {
            List<Optional<Token>> tokens = Stream.of(text.split("\\.", Subject.values().length + 1))
                    .map(Token::parse)
                    .toList();
            return tokens.stream().allMatch(Optional::isPresent)
                    ? Optional.of(
                            new Seen(tokens.stream().map(Optional::orElseThrow).toList()))
                    : Optional.empty();
        }

        /** What stands behind an event, as its id. */
        static String text(Stream<Token> tokens) {
            return tokens.map(Token::text).collect(Collectors.joining("."));
        }

        /** The token for a log; empty when there is none. */
        Optional<Token> of(String log) {
            return tokens.stream().filter(token -> token.log().equals(log)).findFirst();
        }
    }

    /** From the first change that came of what arrived at this moment or later. */
    record Moment(Instant at) implements Since {}

    /** Reads a token, a date or a date-time with offset; empty when it is none of them. */
    static Optional<Since> parse(String text) {
        Optional<Since> moment = SaidAt.parse(text).map(said -> new Moment(said.at()));
        return moment.or(() -> Seen.parse(text));
    }
}
