package rejoinder.reading;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Words before names, and words that make a run of capitals an organisation. */
final class Titles {
    static final Set<String> TITLES =
            words("mr mr. mrs mrs. ms ms. miss dr dr. sen sen. sens. senator rep rep. reps. representative "
                    + "congressman congresswoman gov gov. governor lt lt. lieutenant gen gen. general col col. colonel "
                    + "major capt capt. captain sgt sgt. admiral adm adm. president president-elect vice-president "
                    + "premier prime minister chancellor secretary secretary-general ambassador mayor judge justice "
                    + "attorney chairman chairwoman chair speaker commissioner director spokesman spokeswoman "
                    + "spokesperson leader whip king queen prince princess pope sir lord lady baroness dame rev rev. "
                    + "reverend prof prof. professor father fr. sheriff councilman councilwoman officer chief head "
                    + "strategist adviser advisor aide host correspondent reporter anchor author columnist analyst "
                    + "businessman mogul magnate candidate nominee hopeful front-runner frontrunner contender "
                    + "ex-president envoy ayatollah sheikh imam rabbi bishop archbishop cardinal deputy undersecretary "
                    + "counsel superintendent manager editor actor actress singer comedian congressional delegate "
                    + "lawmaker ceo coach star founder former then-president then-secretary incumbent bundeskanzler "
                    + "kanzler bundespräsident präsident ministerpräsident außenminister außenministerin "
                    + "verteidigungsminister kanzlerin ministerin prezydent przewodniczący przewodnicząca szef "
                    + "presidente ministro ministra président ministre première premier-ministre herr frau monsieur "
                    + "madame signor señor señora pan pani kanclerz marszałek wicepremier sprecher sprecherin");

    private static final Set<String> ORGANISATIONS =
            words("party committee department university post times news house ministry council court foundation "
                    + "institute association union commission congress senate parliament agency bureau office bank "
                    + "fund group company corporation inc corp organization organisation administration campaign "
                    + "center centre college school network journal magazine press media radio tv channel caucus "
                    + "coalition federation society league board force army navy police team alliance treaty pentagon "
                    + "kremlin government service gazette herald tribune globe guardian telegraph reuters bloomberg "
                    + "politico breitbart street square hall tower hotel airport stadium arena building county city "
                    + "state states kingdom nations republic convention primary act bill amendment deal agreement pac "
                    + "super twitter facebook google bundestag bundesrat bundesregierung partei tagesschau spiegel "
                    + "zeitung gazeta sejm senat partia rząd konferenz duma rada");

    static final Set<String> PREFIXES =
            words("republican democrat democratic gop libertarian independent conservative labour liberal social "
                    + "christian green u.s. us uk eu nato un european north south east west northern southern eastern "
                    + "western fellow national federal foreign defense defence interior finance economy justice trade "
                    + "energy health press white house senate state security assistant acting interim high permanent "
                    + "vice first new campaign texas florida ohio california");

    private static final Map<String, Gender> GENDERS = Map.ofEntries(
            Map.entry("mr", Gender.MALE),
            Map.entry("mr.", Gender.MALE),
            Map.entry("mrs", Gender.FEMALE),
            Map.entry("mrs.", Gender.FEMALE),
            Map.entry("ms", Gender.FEMALE),
            Map.entry("ms.", Gender.FEMALE),
            Map.entry("miss", Gender.FEMALE),
            Map.entry("congressman", Gender.MALE),
            Map.entry("congresswoman", Gender.FEMALE),
            Map.entry("chairman", Gender.MALE),
            Map.entry("chairwoman", Gender.FEMALE),
            Map.entry("spokesman", Gender.MALE),
            Map.entry("spokeswoman", Gender.FEMALE),
            Map.entry("businessman", Gender.MALE),
            Map.entry("king", Gender.MALE),
            Map.entry("queen", Gender.FEMALE),
            Map.entry("prince", Gender.MALE),
            Map.entry("princess", Gender.FEMALE),
            Map.entry("sir", Gender.MALE),
            Map.entry("lord", Gender.MALE),
            Map.entry("lady", Gender.FEMALE),
            Map.entry("baroness", Gender.FEMALE),
            Map.entry("dame", Gender.FEMALE),
            Map.entry("pope", Gender.MALE),
            Map.entry("herr", Gender.MALE),
            Map.entry("frau", Gender.FEMALE),
            Map.entry("madame", Gender.FEMALE),
            Map.entry("monsieur", Gender.MALE),
            Map.entry("señor", Gender.MALE),
            Map.entry("señora", Gender.FEMALE),
            Map.entry("pan", Gender.MALE),
            Map.entry("pani", Gender.FEMALE),
            Map.entry("kanzlerin", Gender.FEMALE),
            Map.entry("ministra", Gender.FEMALE),
            Map.entry("ministerin", Gender.FEMALE));

    private static final int LONGEST_ROOT = 7;
    private static final List<String> COMPOUNDS = List.of(
            "politiker",
            "politikerin",
            "minister",
            "ministerin",
            "präsident",
            "präsidentin",
            "präsidenten",
            "sprecher",
            "sprecherin",
            "kanzler",
            "kanzlerin",
            "sekretär",
            "sekretärin",
            "beauftragte",
            "beauftragter",
            "abgeordnete",
            "abgeordneter",
            "-chef",
            "-chefin",
            "kommissar",
            "kommissarin",
            "botschafter",
            "botschafterin");

    private static final Set<String> LAST_LETTERS =
            COMPOUNDS.stream().map(Titles::lastLetters).collect(Collectors.toUnmodifiableSet());

    private Titles() {}

    private static Set<String> words(String words) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(words.split("\\s+", -1))));
    }

    private static String lastLetters(String word) {
        return word.substring(word.length() - 3);
    }

    static boolean isTitle(String lower) {
        return TITLES.contains(lower) || (lower.length() > LONGEST_ROOT && isCompound(lower));
    }

    /** "Außenpolitikerin", "SPD-Chef": German compounds end in what they are. */
    private static boolean isCompound(String lower) {
        if (!LAST_LETTERS.contains(lastLetters(lower))) {
            return false;
        }
        for (String ending : COMPOUNDS) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    static boolean isOrganisation(String lower) {
        return ORGANISATIONS.contains(lower);
    }

    static Gender gender(String lower) {
        return GENDERS.getOrDefault(lower, Gender.UNKNOWN);
    }
}
