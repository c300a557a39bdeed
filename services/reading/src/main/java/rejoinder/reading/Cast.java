package rejoinder.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rejoinder.reading.Mention.Kind;

/** The people of a text: which mentions are the same person, and each one's longest name. */
final class Cast {
    /** Somebody, as the text names them at their longest. */
    static final class Person {
        final String name;
        final Mention longest;
        Gender gender;
        int mentions;

        Person(String name, Mention longest, Gender gender) {
            this.name = name;
            this.longest = longest;
            this.gender = gender;
        }
    }

    private final Tokens tokens;
    private final Names.Found names;
    private final KnownNames known;
    private final Person[] ofMention;
    private final Map<String, List<Person>> byLast = new HashMap<>();
    private final Map<String, List<Person>> byFirst = new HashMap<>();
    private final Map<String, Person> byFull = new HashMap<>();

    /** What the registry knows about names that stand alone. */
    interface KnownNames {
        /** Whether a surname alone names somebody well known. */
        boolean knows(String name);

        /** The gender of the one so named. */
        Gender gender(String name);
    }

    Cast(Tokens tokens, Names.Found names, KnownNames known) {
        this.tokens = tokens;
        this.names = names;
        this.known = known;
        this.ofMention = new Person[names.mentions().size()];
        introduce();
        link();
    }

    /** The person of a mention, or null; inside this package only. */
    Person of(Mention mention) {
        return mention == null || mention.from() >= tokens.count ? null : ofMention[names.index(mention.from())];
    }

    /** Whether the registry knows somebody of this name. */
    boolean isKnown(Person person) {
        return known.knows(person.name);
    }

    private void introduce() {
        for (int m = 0; m < ofMention.length; m++) {
            Mention mention = names.mentions().get(m);
            boolean longEnough = mention.length() >= 2 && mention.length() <= 6;
            boolean person =
                    mention.kind() == Kind.PERSON || (mention.kind() == Kind.OTHER && known.knows(name(mention)));
            if (person && longEnough) {
                ofMention[m] = person(mention);
            }
        }
        for (int m = 0; m < ofMention.length; m++) {
            Mention mention = names.mentions().get(m);
            if (ofMention[m] == null
                    && mention.kind() == Kind.OTHER
                    && mention.length() >= 2
                    && mention.length() <= 4
                    && !byLast.containsKey(last(mention))) {
                ofMention[m] = person(mention);
            }
        }
    }

    private Person person(Mention mention) {
        String name = name(mention);
        Person person = byFull.get(name.toLowerCase(Locale.ROOT));
        if (person == null) {
            person = new Person(name, mention, mention.gender());
            byFull.put(name.toLowerCase(Locale.ROOT), person);
            byLast.computeIfAbsent(last(mention), l -> new ArrayList<>(2)).add(person);
            byFirst.computeIfAbsent(tokens.lower[mention.name()], l -> new ArrayList<>(2))
                    .add(person);
        }
        if (person.gender == Gender.UNKNOWN) {
            person.gender = mention.gender();
        }
        person.mentions++;
        return person;
    }

    private void link() {
        for (int m = 0; m < ofMention.length; m++) {
            Mention mention = names.mentions().get(m);
            boolean mayBePerson = mention.kind() == Kind.PERSON
                    || mention.kind() == Kind.OTHER
                    || (mention.kind() == Kind.ORGANISATION && mention.length() == 1)
                    || (mention.kind() == Kind.PLACE && mention.length() == 1);
            if (ofMention[m] != null || !mayBePerson || mention.length() == 0) {
                continue;
            }
            Person linked = linked(mention);
            if (linked != null) {
                linked.mentions++;
                if (linked.gender == Gender.UNKNOWN) {
                    linked.gender = mention.titled() ? mention.gender() : Gender.UNKNOWN;
                }
                ofMention[m] = linked;
            } else if (mention.length() == 1 && (mention.kind() == Kind.PERSON || known.knows(name(mention)))) {
                Person single = person(mention);
                if (single.gender == Gender.UNKNOWN) {
                    single.gender = known.gender(single.name);
                }
                ofMention[m] = single;
            }
        }
    }

    private Person linked(Mention mention) {
        if (mention.kind() == Kind.PLACE && !byLast.containsKey(last(mention))) {
            return null;
        }
        List<Person> sameLast = byLast.get(last(mention));
        if (sameLast != null) {
            return best(sameLast, mention);
        }
        if (mention.length() == 1) {
            List<Person> sameFirst = byFirst.get(tokens.lower[mention.name()]);
            if (sameFirst != null && mention.kind() != Kind.PLACE) {
                return best(sameFirst, mention);
            }
        }
        return null;
    }

    private static Person best(List<Person> people, Mention mention) {
        Person best = null;
        for (Person person : people) {
            if (mention.titled() && !person.gender.agrees(mention.gender())) {
                continue;
            }
            if (best == null || person.mentions > best.mentions) {
                best = person;
            }
        }
        return best;
    }

    private String last(Mention mention) {
        int last = mention.to() - 1;
        while (last > mention.name()
                && (tokens.lower[last].startsWith("jr")
                        || tokens.lower[last].startsWith("sr")
                        || tokens.is(last, "iii")
                        || tokens.kind[last] == Tokens.Kind.MARK)) {
            last--;
        }
        return tokens.lower[last];
    }

    /** The name of a mention, without titles. */
    String name(Mention mention) {
        int from = Math.min(mention.name(), mention.to() - 1);
        return tokens.text
                .substring(tokens.start[from], tokens.end[mention.to() - 1])
                .replace('\n', ' ');
    }
}
