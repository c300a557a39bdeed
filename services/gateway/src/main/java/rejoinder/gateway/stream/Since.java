package rejoinder.gateway.stream;

import java.time.Instant;
import java.util.Optional;
import rejoinder.contracts.SaidAt;

/** Where a subscriber wants the changes from. */
sealed interface Since {
    /** From behind an event that it has seen. */
    record Seen(Token token) implements Since {}

    /** From the first change that came of what arrived at this moment or later. */
    record Moment(Instant at) implements Since {}

    /** Reads a token, a date or a date-time with offset; empty when it is none of them. */
    static Optional<Since> parse(String text) {
        Optional<Since> moment = SaidAt.parse(text).map(said -> new Moment(said.at()));
        return moment.or(() -> Token.parse(text).map(Seen::new));
    }
}
