package rejoinder.reading;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resolves the speaker of a structured row. */
final class Rows {
    private Rows() {}

    static Officials.Resolved resolve(StructuredStatement row, Registry registry, Instant at) {
        String name = row.speaker().strip();
        if (name.isEmpty()) {
            return Officials.Resolved.NOBODY;
        }
        Optional<Official> known = registry.named(name, at);
        if (known.isEmpty() && name.indexOf(' ') < 0) {
            known = registry.surnamed(name, at);
        }
        if (known.isEmpty()) {
            List<Official> same = registry.allSurnamed(name.substring(name.lastIndexOf(' ') + 1), at).stream()
                    .filter(official -> name.indexOf(' ') < 0
                            || NameKeys.fold(official.name())
                                    .startsWith(NameKeys.fold(name).substring(0, 3)))
                    .filter(official -> row.represents()
                            .filter(code ->
                                    !code.equalsIgnoreCase(official.represents().code()))
                            .isEmpty())
                    .toList();
            known = same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
        }
        if (known.isPresent()) {
            return new Officials.Resolved(Optional.of(withRowsParty(known.get(), row)), "registry-name");
        }
        Officials.Resolved given = stated(row, name);
        List<Official> candidates = registry.allNamed(name, at);
        return given.official().isEmpty() && candidates.size() > 1
                ? new Officials.Resolved(Optional.empty(), candidates, "ambiguous")
                : given;
    }

    /** The row knows better than the registry whom the speaker spoke for. */
    private static Official withRowsParty(Official official, StructuredStatement row) {
        Optional<RepresentedParty> given = row.represents().flatMap(Rows::party);
        boolean same = given.map(RepresentedParty::code)
                .filter(code -> !code.equals(official.represents().code()))
                .isEmpty();
        return same
                ? official
                : new Official(
                        official.actorId(),
                        official.name(),
                        official.kind(),
                        row.role().or(official::role),
                        official.rank(),
                        given.orElseThrow(),
                        official.resolvedBy());
    }

    private static Officials.Resolved stated(StructuredStatement row, String name) {
        String role = row.role().orElse("");
        Optional<RepresentedParty> party =
                row.represents().flatMap(Rows::party).or(() -> Parties.in(role + " " + name));
        Optional<Offices.Office> office = Offices.in(role.toLowerCase(Locale.ROOT));
        if (party.isEmpty() || (role.isBlank() && row.represents().isEmpty())) {
            return Officials.Resolved.NOBODY;
        }
        boolean institution =
                role.toLowerCase(Locale.ROOT).matches(".*(ministry|office|government|institution|department).*");
        return new Officials.Resolved(
                Optional.of(new Official(
                        institution ? "institution:" + Officials.slug(name) : Officials.textId(party.get(), name),
                        name,
                        institution ? ActorKind.INSTITUTION : ActorKind.PERSON,
                        row.role(),
                        institution ? 55 : office.map(Offices.Office::rank).orElse(30),
                        party.get(),
                        ResolvedBy.TEXT)),
                "given-by-row");
    }

    private static Optional<RepresentedParty> party(String code) {
        String upper = code.strip().toUpperCase(Locale.ROOT);
        return Countries.all()
                .code(upper)
                .or(() -> upper.isEmpty()
                        ? Optional.empty()
                        : Parties.in(upper)
                                .or(() -> Optional.of(new RepresentedParty(upper, PartyKind.ORGANISATION, upper))));
    }
}
