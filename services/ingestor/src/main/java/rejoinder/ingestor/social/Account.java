package rejoinder.ingestor.social;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.source.SourceSettings;

/**
 * An account to follow: {@code HANDLE}, or {@code HANDLE = SPEAKER | ROLE | CODE}.
 *
 * @param speaker whose account it is, where the name it goes by does not tell
 * @param represents code of the country or organisation they speak for
 */
record Account(String handle, Optional<String> speaker, Optional<String> role, Optional<String> represents) {
    /** The accounts that a setting lists. */
    static List<Account> listed(String setting) {
        return SourceSettings.lines(setting).stream().map(Account::read).toList();
    }

    private static Account read(String line) {
        int equals = line.indexOf('=');
        String handle = (equals < 0 ? line : line.substring(0, equals)).strip();
        String[] who = equals < 0 ? new String[0] : line.substring(equals + 1).split("\\|", -1);
        return new Account(
                handle.startsWith("@") ? handle.substring(1) : handle, part(who, 0), part(who, 1), part(who, 2));
    }

    private static Optional<String> part(String[] parts, int at) {
        return at < parts.length ? Optional.of(parts[at].strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
