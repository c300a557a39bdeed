package rejoinder.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says which official a speaker of a text is: by the registry at the date, or by how the text introduces the speaker. */
final class Officials {
    private static final int LONGEST_DESCRIPTION = 16;
    /** The one that says more before the one that it ends with. */
    private static final List<String> GOVERNMENTS = List.of(
            "government",
            "foreign ministry",
            "defence ministry",
            "defense ministry",
            "ministry",
            "foreign office",
            "chancellery",
            "presidency",
            "cabinet",
            "regierung",
            "gobierno",
            "gouvernement");

    private static final Set<String> OF_THE_PUBLISHER = Set.of(
            "statement",
            "ministry",
            "press release",
            "communiqu\u00e9",
            "joint statement",
            "press statement",
            "embassy",
            "foreign ministry",
            "defence ministry",
            "defense ministry",
            "the ministry",
            "government",
            "chancellery");
    private static final int MENTIONS_AT_HEAD = 6;
    /** Below it, many hold the same office: senators, ambassadors, party figures. */
    private static final int LOWEST_OF_OFFICE = 60;

    private static final Set<String> ENDS_INTRODUCTION =
            Set.of("said", "says", "that", "and", "but", "when", "by", "told", "with", "as", "after", "to");

    private final Tokens tokens;
    private final Names.Found names;
    private final Cast cast;
    private final Registry registry;
    private final Instant at;
    private final Map<Cast.Person, Resolved> people = new HashMap<>();
    /** In the order of the text. */
    private final Map<Cast.Person, String> introductions = new LinkedHashMap<>();

    /** An official, and the rule that said so. */
    record Resolved(Optional<Official> official, List<Official> candidates, String rule) {
        static final Resolved NOBODY = new Resolved(Optional.empty(), "not-an-official");

        Resolved(Optional<Official> official, String rule) {
            this(official, List.of(), rule);
        }
    }

    Officials(Tokens tokens, Names.Found names, Cast cast, Registry registry, Instant at) {
        this.tokens = tokens;
        this.names = names;
        this.cast = cast;
        this.registry = registry;
        this.at = at;
        introduce();
    }

    /** Collects how each person is introduced: the words before and after the first mention that tells an office. */
    private void introduce() {
        for (Mention mention : names.mentions()) {
            Cast.Person person = cast.of(mention);
            if (person == null || introductions.containsKey(person)) {
                continue;
            }
            String before = before(mention);
            Optional<Offices.Office> office = Offices.in(before.toLowerCase(Locale.ROOT));
            if (office.isPresent()) {
                introductions.put(person, before);
                continue;
            }
            String after = after(mention);
            if (Offices.in(after.toLowerCase(Locale.ROOT)).isPresent()) {
                introductions.put(person, after);
            }
        }
    }

    private String before(Mention mention) {
        int start = mention.name();
        int floor = Math.max(tokens.sentenceStart[tokens.sentence[mention.from()]], mention.name() - 9);
        int i = start - 1;
        if (i >= floor && tokens.isMark(i, ',')) {
            i--;
        }
        int end = i + 1;
        while (i >= floor
                && !tokens.quoted(i)
                && (tokens.isWord(i) || tokens.isClitic(i))
                && !ENDS_INTRODUCTION.contains(tokens.lower[i])
                && (names.of(i) == null || cast.of(names.of(i)) == null || mention.equals(names.of(i)))) {
            i--;
        }
        return i + 1 < end && end - 1 >= 0 ? tokens.text.substring(tokens.start[i + 1], tokens.end[end - 1]) : "";
    }

    private String after(Mention mention) {
        int i = mention.to();
        if (i < tokens.count && tokens.isMark(i, '(')) {
            while (i < tokens.count && i < mention.to() + 6 && !tokens.isMark(i, ')')) {
                i++;
            }
            i++;
        }
        if (i >= tokens.count || !tokens.isMark(i, ',')) {
            return "";
        }
        int start = i + 1;
        int limit = Math.min(tokens.sentenceStart[tokens.sentence[mention.from()] + 1], start + LONGEST_DESCRIPTION);
        int end = start;
        while (end < limit && (tokens.isClitic(end) || (!tokens.quoted(end) && tokens.kind[end] != Tokens.Kind.MARK))) {
            end++;
        }
        boolean describes = start < end
                && (tokens.is(start, "the")
                        || tokens.is(start, "a")
                        || tokens.is(start, "an")
                        || tokens.is(start, "who")
                        || !tokens.capital(start)
                        || names.of(start) == null
                        || cast.of(names.of(start)) == null);
        return describes ? tokens.text.substring(tokens.start[start], tokens.end[end - 1]) : "";
    }

    Resolved of(Speakers.Spoken spoken) {
        if (spoken.person() != null) {
            return people.computeIfAbsent(spoken.person(), this::person);
        }
        return spoken.phrase() == null ? Resolved.NOBODY : phrase(spoken.phrase());
    }

    private Resolved person(Cast.Person person) {
        String introduction = introductions.getOrDefault(person, "");
        int space = person.name.lastIndexOf(' ');
        List<Official> same = space < 0 ? registry.allSurnamed(person.name, at) : registry.allNamed(person.name, at);
        if (same.size() > 1) {
            return among(same, introduction, Parties.in(introduction).or(() -> placeOf(person)));
        }
        Optional<Official> exact = registry.named(person.name, at);
        if (exact.isPresent()) {
            return new Resolved(exact, "registry-name");
        }
        if (space < 0) {
            Optional<Official> bySurname = registry.surnamed(person.name, at);
            if (bySurname.isPresent()) {
                return new Resolved(bySurname, "registry-surname");
            }
        } else {
            Optional<Official> variant = variant(person.name);
            if (variant.isPresent()) {
                return new Resolved(variant, "registry-name-variant");
            }
        }
        return introduced(person, introduction);
    }

    /** Several of one name are told apart by role and country, else by rank; else they stay candidates. */
    private static Resolved among(List<Official> same, String introduction, Optional<RepresentedParty> party) {
        List<Official> fitting = same.stream()
                .filter(candidate -> fits(candidate, introduction))
                .filter(candidate -> party.filter(told -> !told.equals(candidate.represents()))
                        .isEmpty())
                .toList();
        if (fitting.size() == 1) {
            return new Resolved(Optional.of(fitting.get(0)), "registry-name-and-role");
        }
        List<Official> ofParty = party.isEmpty()
                ? List.of()
                : same.stream()
                        .filter(candidate -> party.get().equals(candidate.represents()))
                        .toList();
        if (ofParty.size() == 1) {
            return new Resolved(Optional.of(ofParty.get(0)), "registry-name-and-country");
        }
        return Registry.clearlyHighest(same)
                .map(highest -> new Resolved(Optional.of(highest), "registry-name-by-rank"))
                .orElseGet(() -> new Resolved(Optional.empty(), same, "ambiguous"));
    }

    /** "Lindsey O. Graham", "Wladyslaw Kosiniak Kamysz": same surname and the same beginning of the first name. */
    private Optional<Official> variant(String name) {
        String last = name.substring(name.lastIndexOf(' ') + 1);
        String first = NameKeys.fold(name.substring(0, name.indexOf(' ')));
        List<Official> same = registry.allSurnamed(last, at).stream()
                .filter(candidate -> {
                    String other = NameKeys.fold(candidate.name());
                    return other.startsWith(first.substring(0, Math.min(3, first.length()))) && first.length() >= 3;
                })
                .toList();
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    private static boolean fits(Official candidate, String introduction) {
        Optional<Offices.Office> said = Offices.in(introduction.toLowerCase(Locale.ROOT));
        Optional<Offices.Office> held = Offices.in(candidate.role().orElse("").toLowerCase(Locale.ROOT));
        return said.isPresent()
                && held.isPresent()
                && said.get().role().equals(held.get().role());
    }

    private Resolved introduced(Cast.Person person, String introduction) {
        String name = person.name;
        Optional<Offices.Office> office = Offices.in(introduction.toLowerCase(Locale.ROOT));
        if (office.isEmpty()) {
            return Resolved.NOBODY;
        }
        Optional<RepresentedParty> party = Parties.in(introduction).or(() -> placeOf(person));
        if (party.isEmpty() && office.get().role().endsWith("mayor")) {
            party = capitalIn(introduction);
        }
        if (party.isEmpty() && Offices.isAmericanTitle(office.get())) {
            party = Countries.all().code("US");
        }
        return party.map(found -> new Resolved(
                        Optional.of(new Official(
                                textId(found, name),
                                name,
                                ActorKind.PERSON,
                                Optional.of(introduction.strip()),
                                office.get().rank(),
                                found,
                                ResolvedBy.TEXT)),
                        "introduced-in-text"))
                .orElse(Resolved.NOBODY);
    }

    /** The country in "Edda Lorn of Finland". */
    private Optional<RepresentedParty> placeOf(Cast.Person person) {
        int of = person.longest.to();
        Mention place = tokens.is(of, "of") ? names.of(of + 1) : null;
        return place == null || cast.of(place) != null
                ? Optional.empty()
                : Parties.in(tokens.text.substring(tokens.start[place.from()], tokens.end[place.to() - 1]));
    }

    /** "The mayor of Kyiv": the country whose capital it is. */
    private static Optional<RepresentedParty> capitalIn(String introduction) {
        return Arrays.stream(introduction.toLowerCase(Locale.ROOT).split("[^\\p{L}-]+", -1))
                .map(Countries.all()::capital)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static String textId(RepresentedParty party, String name) {
        return "text:" + slug(party.code()) + ":" + slug(name);
    }

    static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        NameKeys.fold(name).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        });
        int end = slug.length();
        return end > 0 && slug.charAt(end - 1) == '-' ? slug.substring(0, end - 1) : slug.toString();
    }

    /** An institution, a metonym, or an office with its country ("the German chancellor"). */
    private Resolved phrase(String phrase) {
        String bare = withoutArticle(phrase.strip());
        Optional<Official> institution = registry.named(bare, at);
        if (institution.isPresent()) {
            return new Resolved(institution, "registry-institution");
        }
        String lower = bare.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        Countries countries = Countries.all();
        Optional<RepresentedParty> government =
                countries.capital(lower).or(() -> lower.length() > 2 ? countries.named(lower) : Optional.empty());
        if (government.isPresent()) {
            return new Resolved(government.map(party -> government(party, "Government")), "government-by-metonym");
        }
        Optional<RepresentedParty> party = Parties.in(bare);
        for (String body : GOVERNMENTS) {
            if (lower.endsWith(body) && party.isPresent()) {
                return new Resolved(party.map(p -> government(p, body)), "government-by-name");
            }
        }
        Optional<Offices.Office> office = Offices.in(lower);
        if (office.isEmpty()) {
            return party.isEmpty() && OF_THE_PUBLISHER.contains(lower) ? publisher() : Resolved.NOBODY;
        }
        if (office.get().role().equals("spokesperson") || office.get().role().equals("press secretary")) {
            return spokesperson(lower, party.or(() -> partyOfOwner(bare)));
        }
        return party.map(p -> holder(p, office.get(), lower)).orElseGet(() -> ofText(office.get(), bare));
    }

    /** "The statement said": the institution that the head of the document names. */
    private Resolved publisher() {
        return names.mentions().stream()
                .limit(MENTIONS_AT_HEAD)
                .map(cast::name)
                .map(name -> registry.named(withoutArticle(name), at))
                .flatMap(Optional::stream)
                .filter(official -> official.kind() == ActorKind.INSTITUTION)
                .findFirst()
                .or(this::ministryAtHead)
                .map(official -> new Resolved(Optional.of(official), "publishing-office"))
                .orElse(Resolved.NOBODY);
    }

    /** "Ministry of Foreign Affairs of Finland" at the head of a press release. */
    private Optional<Official> ministryAtHead() {
        return names.mentions().stream()
                .limit(MENTIONS_AT_HEAD)
                .filter(mention -> mention.kind() == Mention.Kind.ORGANISATION)
                .map(mention -> tokens.text.substring(tokens.start[mention.from()], tokens.end[mention.to() - 1]))
                .map(name -> ministry(name.toLowerCase(Locale.ROOT))
                        .flatMap(body -> Parties.in(name).map(party -> government(party, body))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> ministry(String lower) {
        if (!lower.contains("ministry")) {
            return Optional.empty();
        }
        return Optional.of(
                lower.contains("foreign")
                        ? "foreign ministry"
                        : lower.contains("defence") || lower.contains("defense") ? "defence ministry" : "ministry");
    }

    private static String withoutArticle(String phrase) {
        for (String article :
                List.of("the ", "The ", "a ", "A ", "an ", "An ", "la ", "La ", "el ", "El ", "das ", "Das ")) {
            if (phrase.startsWith(article)) {
                return phrase.substring(article.length());
            }
        }
        return phrase;
    }

    private Official government(RepresentedParty party, String body) {
        String id = body.equals("Government") || body.equals("government")
                ? "institution:government-" + slug(party.code())
                : "institution:" + slug(body) + "-" + slug(party.code());
        return new Official(
                id,
                party.name() + " " + body.toLowerCase(Locale.ROOT),
                ActorKind.INSTITUTION,
                Optional.of(body),
                55,
                party,
                ResolvedBy.TEXT);
    }

    /** "Til Vask's spokesman": what Til Vask represents. */
    private Optional<RepresentedParty> partyOfOwner(String phrase) {
        int owner = phrase.indexOf("'s ");
        return owner < 0
                ? Optional.empty()
                : registry.named(phrase.substring(0, owner), at).map(Official::represents);
    }

    private Resolved spokesperson(String lower, Optional<RepresentedParty> party) {
        for (String institution : List.of(
                "white house",
                "kremlin",
                "downing street",
                "state department",
                "pentagon",
                "european commission",
                "nato",
                "foreign ministry",
                "united nations")) {
            if (lower.contains(institution)) {
                Optional<Official> known = registry.named(institution, at);
                if (known.isPresent()) {
                    return new Resolved(known, "spokesperson-of-institution");
                }
            }
        }
        return party.map(p -> new Resolved(Optional.of(government(p, "Government")), "spokesperson-of-government"))
                .orElse(Resolved.NOBODY);
    }

    /** Who holds the office described, when the registry has exactly one such person at the date. */
    private Resolved holder(RepresentedParty party, Offices.Office office, String lower) {
        if (office.rank() < LOWEST_OF_OFFICE) {
            return Resolved.NOBODY;
        }
        List<Official> holders = registry.officialsOf(party.code(), at).stream()
                .filter(official -> official.kind() == ActorKind.PERSON
                        && official.represents().kind() == party.kind()
                        && official.rank() >= LOWEST_OF_OFFICE)
                .filter(official -> Offices.in(official.role().orElse("").toLowerCase(Locale.ROOT))
                        .filter(held -> sameOffice(held, office))
                        .isPresent())
                .toList();
        if (holders.size() == 1) {
            return new Resolved(Optional.of(holders.get(0)), "holder-of-office");
        }
        List<Official> named = holders.stream().filter(this::isNamed).toList();
        return named.size() == 1
                ? new Resolved(Optional.of(named.get(0)), "holder-of-office-named-in-text")
                : ofText(office, lower);
    }

    /** Whether the document names an official. */
    private boolean isNamed(Official official) {
        return names.mentions().stream()
                .map(cast::of)
                .filter(person -> person != null)
                .distinct()
                .anyMatch(person -> people.computeIfAbsent(person, this::person)
                        .official()
                        .filter(one -> one.actorId().equals(official.actorId()))
                        .isPresent());
    }

    private static boolean sameOffice(Offices.Office held, Offices.Office said) {
        boolean head = said.role().equals("leader") || said.role().equals("head");
        return held.role().equals(said.role()) || (head && held.rank() == 100);
    }

    /** "The chancellor", when the text has introduced exactly one. */
    private Resolved ofText(Offices.Office office, String phrase) {
        Resolved found = null;
        for (Map.Entry<Cast.Person, String> entry : introductions.entrySet()) {
            Optional<Offices.Office> held = Offices.in(entry.getValue().toLowerCase(Locale.ROOT));
            if (held.isPresent() && held.get().role().equals(office.role())) {
                Resolved one = people.computeIfAbsent(entry.getKey(), this::person);
                boolean other = found != null
                        && !found.official()
                                .map(Official::actorId)
                                .equals(one.official().map(Official::actorId));
                if (other) {
                    return new Resolved(Optional.empty(), "ambiguous-office");
                }
                found = one;
            }
        }
        return found == null || phrase.isEmpty()
                ? Resolved.NOBODY
                : new Resolved(found.official(), "office-introduced-in-text");
    }
}
