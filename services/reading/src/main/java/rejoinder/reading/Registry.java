package rejoinder.reading;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Actors and their mandates. Columns of the CSV: id, name, aliases (separated by |), gender (m, f), kind (person,
 * institution), role, rank (0 to 100), represents (code), represents_kind (country, organisation), represents_name, from,
 * to (a day, a month or a year; may be empty), source, checked. One row a mandate. Immutable and thread-safe.
 */
public final class Registry {
    private static final List<String> BUNDLED = List.of("/registry/actors.csv", "/registry/congress.csv");
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final List<String> REQUIRED = List.of("id", "name", "represents");
    private static final int CLEARLY_HIGHER = 20;
    private static final int FORMER = 25;
    private static final int DEFAULT_RANK = 50;
    private static final int MOST_PROBLEMS = 100;

    private final NameKeys keys = new NameKeys();
    private final Map<String, List<Mandate>> mandates;
    private final Map<String, List<String>> idsByName = new HashMap<>();
    private final Map<String, List<String>> idsByLast = new HashMap<>();
    /** Names and surnames of people. */
    private final Set<String> peoplesNames = new HashSet<>();

    private Registry(Map<String, List<Mandate>> mandates) {
        this.mandates = mandates;
        mandates.forEach((id, held) -> {
            Set<String> names = new LinkedHashSet<>();
            Set<String> lasts = new LinkedHashSet<>();
            for (Mandate mandate : held) {
                for (String name : mandate.names()) {
                    String key = keys.of(name);
                    names.add(key);
                    if (mandate.kind() == ActorKind.PERSON) {
                        lasts.add(key.substring(key.lastIndexOf(' ') + 1));
                    }
                }
            }
            names.forEach(name ->
                    idsByName.computeIfAbsent(name, n -> new ArrayList<>()).add(id));
            lasts.forEach(last ->
                    idsByLast.computeIfAbsent(last, n -> new ArrayList<>()).add(id));
            if (held.get(0).kind() == ActorKind.PERSON) {
                peoplesNames.addAll(names);
            }
            peoplesNames.addAll(lasts);
        });
    }

    /**
     * An office of an actor.
     *
     * @param names the name first, then its variants
     * @param from first day, if known
     * @param to last day, if it has ended
     */
    public record Mandate(
            String id,
            List<String> names,
            Gender gender,
            ActorKind kind,
            Optional<String> role,
            int rank,
            RepresentedParty represents,
            Optional<LocalDate> from,
            Optional<LocalDate> to) {
        public Mandate {
            names = List.copyOf(names);
        }

        boolean holds(LocalDate day) {
            return from.filter(day::isBefore).isEmpty()
                    && to.filter(day::isAfter).isEmpty();
        }

        boolean endedBefore(LocalDate day) {
            return to.filter(day::isAfter).isPresent();
        }
    }

    /** What reading a user's CSV gave: the registry, or what is wrong with it, by line. */
    public record Extension(Optional<Registry> registry, List<String> problems) {
        public Extension {
            problems = List.copyOf(problems);
        }
    }

    private static final class Bundled {
        static final Registry REGISTRY = load();

        private Bundled() {}

        private static Registry load() {
            Map<String, List<Mandate>> all = new LinkedHashMap<>();
            List<String> problems = new ArrayList<>();
            for (String resource : BUNDLED) {
                try (InputStreamReader in = new InputStreamReader(
                        Optional.ofNullable(Registry.class.getResourceAsStream(resource))
                                .orElseThrow(),
                        StandardCharsets.UTF_8)) {
                    read(in, problems).forEach((id, held) -> all.computeIfAbsent(id, i -> new ArrayList<>())
                            .addAll(held));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            if (!problems.isEmpty()) {
                throw new IllegalStateException("the bundled registry is damaged: " + problems);
            }
            return new Registry(all);
        }
    }

    /** The bundled registry. */
    public static Registry bundled() {
        return Bundled.REGISTRY;
    }

    /** This registry with the rows of a user's CSV; an id that is in both has the user's mandates only. */
    public Extension extendedBy(Path csv) {
        List<String> problems = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            Map<String, List<Mandate>> merged = new LinkedHashMap<>(mandates);
            merged.putAll(read(reader, problems));
            return problems.isEmpty()
                    ? new Extension(Optional.of(new Registry(merged)), List.of())
                    : new Extension(Optional.empty(), problems);
        } catch (IOException | UncheckedIOException e) {
            return new Extension(Optional.empty(), List.of("can't read " + csv + ": " + e.getMessage()));
        }
    }

    /** All mandates of an actor, in the order of the rows; empty when there is no such actor. */
    public List<Mandate> mandatesOf(String actorId) {
        return List.copyOf(mandates.getOrDefault(actorId, List.of()));
    }

    /** Ids of the actors who have this name or variant, whatever its case and accents. */
    public List<String> idsNamed(String name) {
        return List.copyOf(idsByName.getOrDefault(keys.of(name), List.of()));
    }

    /** The id that a name gets in a registry: lower case, without accents, joined by hyphens. */
    public static String idOf(String name) {
        return Officials.slug(name);
    }

    /** The rank, 0 to 100, of a role by its words; 50 when they name no known office. */
    public static int rankOf(String role) {
        return Offices.in(role.toLowerCase(Locale.ROOT))
                .map(Offices.Office::rank)
                .orElse(DEFAULT_RANK);
    }

    /** The official of this full name or variant at a time; empty when nobody or more than one is meant. */
    Optional<Official> named(String name, Instant at) {
        return one(idsByName.getOrDefault(keys.of(name), List.of()), at);
    }

    /** The official whom a surname alone means at a time: the only one, or the one who ranks clearly higher. */
    Optional<Official> surnamed(String surname, Instant at) {
        Optional<Official> exact = named(surname, at);
        return exact.isPresent() ? exact : one(idsByLast.getOrDefault(keys.of(surname), List.of()), at);
    }

    /** Officials who have this surname at a time. */
    List<Official> allSurnamed(String surname, Instant at) {
        return holders(idsByLast.get(keys.of(surname)), at);
    }

    /** Whether a person has this name or surname. */
    boolean knows(String name) {
        return peoplesNames.contains(keys.of(name));
    }

    /** The gender of the people of a name, when it is the same for all. */
    Gender gender(String name) {
        String key = keys.of(name);
        Gender gender = null;
        for (String id : idsByName.getOrDefault(key, idsByLast.getOrDefault(key, List.of()))) {
            Gender one = mandates.get(id).get(0).gender();
            if (gender != null && gender != one) {
                return Gender.UNKNOWN;
            }
            gender = one;
        }
        return gender == null ? Gender.UNKNOWN : gender;
    }

    /** Holders of a country's or organisation's offices at a time. */
    List<Official> officialsOf(String code, Instant at) {
        LocalDate day = day(at);
        List<Official> found = new ArrayList<>();
        for (List<Mandate> held : mandates.values()) {
            held.stream()
                    .filter(mandate -> mandate.represents().code().equals(code) && mandate.holds(day))
                    .map(mandate -> official(mandate, mandate.role(), mandate.rank()))
                    .forEach(found::add);
        }
        return found;
    }

    private Optional<Official> one(Collection<String> ids, Instant at) {
        return ids.isEmpty()
                ? Optional.empty()
                : clearlyHighest(
                        ids.stream().flatMap(id -> officialAt(id, at).stream()).toList());
    }

    /** The only one, or the one who ranks clearly higher than all others. */
    static Optional<Official> clearlyHighest(List<Official> officials) {
        if (officials.isEmpty()) {
            return Optional.empty();
        }
        List<Official> highestFirst = officials.stream()
                .sorted(Comparator.comparingInt(Official::rank).reversed())
                .toList();
        boolean clear = highestFirst.size() == 1
                || (highestFirst.size() > 1
                        && highestFirst.get(0).rank() - highestFirst.get(1).rank() >= CLEARLY_HIGHER);
        return clear ? Optional.of(highestFirst.get(0)) : Optional.empty();
    }

    /** Officials who have this full name or variant at a time. */
    List<Official> allNamed(String name, Instant at) {
        return holders(idsByName.get(keys.of(name)), at);
    }

    private List<Official> holders(List<String> ids, Instant at) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .distinct()
                        .flatMap(id -> officialAt(id, at).stream())
                        .toList();
    }

    /** An actor in office at a time; a former holder as one; empty before the first mandate. */
    Optional<Official> officialAt(String id, Instant at) {
        LocalDate day = day(at);
        List<Mandate> held = mandates.getOrDefault(id, List.of());
        Optional<Mandate> now =
                held.stream().filter(mandate -> mandate.holds(day)).max(Comparator.comparingInt(Mandate::rank));
        if (now.isPresent()) {
            return now.map(mandate -> official(mandate, mandate.role(), mandate.rank()));
        }
        return held.stream()
                .filter(mandate -> mandate.endedBefore(day))
                .max(Comparator.comparing(mandate -> mandate.to().orElseThrow()))
                .map(mandate -> official(
                        mandate,
                        mandate.role().map(role -> role.startsWith("former") ? role : "former " + role),
                        Math.min(FORMER, mandate.rank())));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Official official(Mandate mandate, Optional<String> role, int rank) {
        return new Official(
                mandate.id(),
                mandate.names().get(0),
                mandate.kind(),
                role,
                rank,
                mandate.represents(),
                ResolvedBy.REGISTRY);
    }

    private static Map<String, List<Mandate>> read(Reader reader, List<String> problems) throws IOException {
        Map<String, List<Mandate>> read = new LinkedHashMap<>();
        try (var rows = CSV.parse(reader)) {
            List<String> missing = REQUIRED.stream()
                    .filter(column -> !rows.getHeaderNames().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                problems.add("line 1: no column " + String.join(", ", missing));
                return read;
            }
            for (CSVRecord row : rows) {
                if (problems.size() >= MOST_PROBLEMS) {
                    break;
                }
                try {
                    Mandate mandate = mandate(row);
                    read.computeIfAbsent(mandate.id(), id -> new ArrayList<>()).add(mandate);
                } catch (IllegalArgumentException | DateTimeException e) {
                    problems.add("line " + rows.getCurrentLineNumber() + ": " + e.getMessage());
                }
            }
        }
        return read;
    }

    private static Mandate mandate(CSVRecord row) {
        List<String> names = new ArrayList<>();
        names.add(required(row, "name"));
        text(row, "aliases").ifPresent(aliases -> Arrays.stream(aliases.split("\\|"))
                .map(String::strip)
                .filter(alias -> !alias.isEmpty())
                .forEach(names::add));
        String code = required(row, "represents");
        PartyKind partyKind = oneOf(PartyKind.class, row, "represents_kind", PartyKind.COUNTRY);
        String partyName = text(row, "represents_name")
                .orElseGet(() ->
                        Countries.all().code(code).map(RepresentedParty::name).orElse(code));
        int rank = Integer.parseInt(text(row, "rank").orElse(Integer.toString(DEFAULT_RANK)));
        if (rank < 0 || rank > 100) {
            throw new IllegalArgumentException("rank " + rank + " is not between 0 and 100");
        }
        Optional<LocalDate> from = text(row, "from").map(date -> date(date, false));
        Optional<LocalDate> to = text(row, "to").map(date -> date(date, true));
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("the mandate ends before it begins");
        }
        return new Mandate(
                required(row, "id"),
                names,
                switch (text(row, "gender").orElse("")) {
                    case "m" -> Gender.MALE;
                    case "f" -> Gender.FEMALE;
                    default -> Gender.UNKNOWN;
                },
                oneOf(ActorKind.class, row, "kind", ActorKind.PERSON),
                text(row, "role"),
                rank,
                new RepresentedParty(code, partyKind, partyName),
                from,
                to);
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, CSVRecord row, String column, E otherwise) {
        return text(row, column)
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equalsIgnoreCase(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(column + " is "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or "))
                                + ", not \"" + value + "\"")))
                .orElse(otherwise);
    }

    /** A day; a month or a year means its first day, or its last one at the end of a mandate. */
    private static LocalDate date(String text, boolean end) {
        return switch (text.length()) {
            case 4 -> end ? LocalDate.of(Integer.parseInt(text), 12, 31) : LocalDate.of(Integer.parseInt(text), 1, 1);
            case 7 ->
                end
                        ? YearMonth.parse(text).atEndOfMonth()
                        : YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    private static Optional<String> text(CSVRecord row, String column) {
        return row.isMapped(column) && row.isSet(column)
                ? Optional.of(row.get(column).strip()).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    private static String required(CSVRecord row, String column) {
        return text(row, column).orElseThrow(() -> new IllegalArgumentException("column " + column + " is empty"));
    }
}
