package rejoinder.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rejoinder.contracts.Stance;
import rejoinder.contracts.net.PublicAddresses;
import rejoinder.contracts.net.Reach;
import rejoinder.contracts.webhook.Webhook;
import rejoinder.gateway.http.Checked;
import rejoinder.gateway.http.Fields;

/** Reads the definition of a webhook that somebody sends. */
final class WebhookDefinitions {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final Pattern CODE = Pattern.compile("[^\\s|]{1,60}");
    private static final Pattern ACTOR = Pattern.compile("[^\\s|]{1,300}");
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_ACTOR = 300;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final int HIGHEST_RANK = 100;

    private WebhookDefinitions() {}

    /**
     * The webhook in the JSON of a body.
     *
     * @param reach which addresses may be asked; a name is looked up at each delivery, not here
     * @param secretOf the secret of the webhook with that id, where there is one: it stays unless another is given
     */
    static Checked<Webhook> read(JsonNode body, Reach reach, java.util.function.Function<String, String> secretOf) {
        Fields fields = Fields.of(body, "");
        String id = fields.text("id", Fields.LONGEST_NAME);
        if (!id.isEmpty() && !SLUG.matcher(id).matches()) {
            fields.report("id", "must be 1 to 80 lower-case letters, digits and hyphens");
        }
        String url = url(fields, reach);
        Optional<String> secret = fields.optional("secret", LONGEST_SECRET);
        if (secret.filter(text -> text.length() < SHORTEST_SECRET || !Signature.usable(text))
                .isPresent()) {
            fields.report(
                    "secret",
                    "must have at least " + SHORTEST_SECRET + " characters; after whsec_, they must be base64");
        }
        Optional<Webhook.On> on = fields.optional("on", "reaction, first-reaction or spike", Webhook.On::named);
        List<String> stories = all(fields, "stories", SLUG, "the id of a story");
        List<String> actors = all(fields, "actors", ACTOR, "the id of an actor");
        List<String> represents = all(fields, "represents", CODE, "the code of a country or organisation").stream()
                .map(code -> code.toUpperCase(Locale.ROOT))
                .toList();
        List<Stance> stances = stances(fields);
        Optional<Integer> leastRank = fields.optionalNumber("leastRank", 0, HIGHEST_RANK);
        boolean paused = fields.flag("paused");
        if (on.isEmpty()) {
            fields.report("on", "is missing; it is reaction, first-reaction or spike");
        } else if (on.get() != Webhook.On.REACTION) {
            if (stories.size() != 1) {
                fields.report(
                        "stories", "must name exactly one story for " + on.get().json());
            }
            if (!actors.isEmpty() || !represents.isEmpty() || !stances.isEmpty() || leastRank.isPresent()) {
                fields.report("on", "is " + on.get().json() + ", which is not narrowed down further than to a story");
            }
        }
        return fields.as(() -> new Webhook(
                id,
                url,
                secret.orElseGet(() -> secretOf.apply(id)),
                on.orElseThrow(),
                stories,
                actors,
                represents,
                stances,
                leastRank,
                paused));
    }

    private static String url(Fields fields, Reach reach) {
        Optional<String> url = fields.optionalUrl("url");
        if (url.isEmpty()) {
            fields.report("url", "is missing; it must be an http or https URL");
            return "";
        }
        URI uri = URI.create(url.get());
        if (uri.getRawUserInfo() != null) {
            fields.report("url", "may not hold a user or a password");
        }
        boolean refused = PublicAddresses.literal(uri.getHost())
                .filter(address -> !reach.allows(address))
                .isPresent();
        if (refused) {
            fields.report("url", "must lead to the public internet; see the gateway's settings");
        }
        return url.get();
    }

    private static List<String> all(Fields fields, String name, Pattern pattern, String expected) {
        List<String> values = fields.texts(name, MOST_VALUES, LONGEST_ACTOR);
        for (int i = 0; i < values.size(); i++) {
            if (!pattern.matcher(values.get(i)).matches()) {
                fields.report(name + "/" + i, "must be " + expected);
            }
        }
        return values;
    }

    private static List<Stance> stances(Fields fields) {
        List<String> names = fields.texts("stances", MOST_VALUES, Fields.LONGEST_NAME);
        for (int i = 0; i < names.size(); i++) {
            if (Stance.parse(names.get(i)).isEmpty()) {
                fields.report(
                        "stances/" + i,
                        "must be condemn, criticise, concern, neutral, no-comment, defend, welcome or unclear");
            }
        }
        return names.stream().flatMap(name -> Stance.parse(name).stream()).toList();
    }
}
