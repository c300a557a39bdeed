package rejoinder.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Actors and their mandates. Columns of the CSV: id, name, aliases (separated by |), kind (person, institution), role,
 * rank (0 to 100), represents (code), represents_kind (country, organisation), represents_name, from, to (dates, may be
 * empty), source. Immutable.
 */
public final class Registry {
    private static final String BUNDLED = "/registry/actors.csv";
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Map<String, List<Mandate>> mandates;
    private final Map<String, List<String>> idsByName;

    private Registry(Map<String, List<Mandate>> mandates) {
        this.mandates = mandates;
        Map<String, List<String>> byName = new HashMap<>();
        mandates.forEach((id, held) -> held.stream()
                .flatMap(mandate -> mandate.names().stream())
                .map(Registry::fold)
                .distinct()
                .forEach(name ->
                        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(id)));
        this.idsByName = byName;
    }

    /** An office of an actor. */
    record Mandate(
            String id,
            List<String> names,
            ActorKind kind,
            Optional<String> role,
            int rank,
            RepresentedParty represents,
            Optional<LocalDate> from,
            Optional<LocalDate> to) {
        boolean holds(LocalDate day) {
            return from.filter(day::isBefore).isEmpty()
                    && to.filter(day::isAfter).isEmpty();
        }
    }

    /** What reading a user's CSV gave: the registry, or what is wrong with it, by line. */
    public record Extension(Optional<Registry> registry, List<String> problems) {}

    /** The bundled registry. */
    public static Registry bundled() {
        try (InputStream in = Registry.class.getResourceAsStream(BUNDLED)) {
            List<String> problems = new ArrayList<>();
            Registry registry = new Registry(read(new InputStreamReader(in, StandardCharsets.UTF_8), problems));
            if (!problems.isEmpty()) {
                throw new IllegalStateException("the bundled registry is damaged: " + problems);
            }
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This registry with a user's rows; the same ids override. */
    public Extension extendedBy(Path csv) {
        List<String> problems = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            Map<String, List<Mandate>> merged = new LinkedHashMap<>(mandates);
            merged.putAll(read(reader, problems));
            return problems.isEmpty()
                    ? new Extension(Optional.of(new Registry(merged)), List.of())
                    : new Extension(Optional.empty(), List.copyOf(problems));
        } catch (IOException | UncheckedIOException e) {
            return new Extension(Optional.empty(), List.of("can't read " + csv + ": " + e.getMessage()));
        }
    }

    /** The official of this name at a time; the only one of that name. */
    Optional<Official> named(String name, Instant at) {
        List<String> ids = idsByName.getOrDefault(fold(name), List.of());
        return ids.size() == 1 ? at(ids.get(0), at) : Optional.empty();
    }

    /** Whether somebody has this name. */
    boolean knows(String name) {
        return idsByName.containsKey(fold(name));
    }

    /** All names. */
    List<String> names() {
        return mandates.values().stream()
                .flatMap(List::stream)
                .flatMap(mandate -> mandate.names().stream())
                .distinct()
                .toList();
    }

    private Optional<Official> at(String id, Instant at) {
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return mandates.get(id).stream()
                .filter(mandate -> mandate.holds(day))
                .findFirst()
                .map(mandate -> new Official(
                        id,
                        mandate.names().get(0),
                        mandate.kind(),
                        mandate.role(),
                        mandate.rank(),
                        mandate.represents(),
                        ResolvedBy.REGISTRY));
    }

    /** Lower case without accents. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('\u0142', 'l')
                .replace('\u0141', 'L')
                .replace('\u00f8', 'o')
                .replace('\u2019', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private static Map<String, List<Mandate>> read(Reader reader, List<String> problems) throws IOException {
        Map<String, List<Mandate>> read = new LinkedHashMap<>();
        try (var rows = CSV.parse(reader)) {
            for (CSVRecord row : rows) {
                try {
                    Mandate mandate = mandate(row);
                    read.computeIfAbsent(mandate.id(), id -> new ArrayList<>()).add(mandate);
                } catch (IllegalArgumentException | DateTimeParseException e) {
                    problems.add("line " + rows.getCurrentLineNumber() + ": " + e.getMessage());
                }
            }
        }
        return read;
    }

    private static Mandate mandate(CSVRecord row) {
        List<String> names = new ArrayList<>();
        names.add(required(row, "name"));
        text(row, "aliases").ifPresent(aliases -> names.addAll(Arrays.asList(aliases.split("\\|"))));
        return new Mandate(
                required(row, "id"),
                List.copyOf(names),
                ActorKind.valueOf(text(row, "kind").orElse("person").toUpperCase(Locale.ROOT)),
                text(row, "role"),
                Integer.parseInt(text(row, "rank").orElse("50")),
                new RepresentedParty(
                        required(row, "represents"),
                        PartyKind.valueOf(
                                text(row, "represents_kind").orElse("country").toUpperCase(Locale.ROOT)),
                        text(row, "represents_name").orElse(row.get("represents"))),
                text(row, "from").map(LocalDate::parse),
                text(row, "to").map(LocalDate::parse));
    }

    private static Optional<String> text(CSVRecord row, String column) {
        return row.isMapped(column)
                ? Optional.of(row.get(column).strip()).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    private static String required(CSVRecord row, String column) {
        return text(row, column).orElseThrow(() -> new IllegalArgumentException("column " + column + " is empty"));
    }
}
