package rejoinder.app.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import rejoinder.contracts.json.Json;

/** The view of a story in a real browser over running pages.services(). */
@ExtendWith(Pages.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryPageIT {
    private static final int LONG = 40;
    private static final int BURST = 100;

    /** So many reactions are drawn before the reader scrolls. */
    private static final int PART = 60;

    private Pages pages;
    private Api api;

    @BeforeAll
    void say(Pages shared) throws InterruptedException {
        pages = shared;
        api = shared.api();
        define("harbour");
        define("lighthouse");
        say(
                said(
                        "Orla Venn",
                        "The harbour decree is a mistake that the whole coast will regret for years",
                        5,
                        "en"),
                said("Orla Venn", "The harbour decree is a mistake that the whole coast will regret", 5, "en"),
                said("Pim Ostro", "I am deeply concerned about the harbour decree", 6, "en"),
                said("Til Vask", "We welcome the harbour decree", 7, "en"),
                said("Ansa Pell", "We condemn the harbour decree, it is appalling", 8, "en"),
                said("Til Vask", "Wir begrüßen das Harbour-Dekret ausdrücklich", 9, "de"));
        ObjectNode[] many = new ObjectNode[LONG];
        for (int i = 0; i < LONG; i++) {
            many[i] = said("Til Vask", "The lighthouse " + ownWords(i) + " is a mistake", 5, "en");
        }
        say(many);
        awaitReactions("harbour", 5);
        awaitReactions("lighthouse", LONG);
    }

    @Test
    void aFilterNarrowsTheFeedAndStandsInTheAddress() {
        try (Page page = open("harbour")) {
            Locator reactions = page.locator(".reaction");
            assertThat(reactions).hasCount(5);

            button(page.locator(".legend"), "1 condemn").click();
            assertThat(reactions).hasCount(1);
            assertThat(reactions).containsText("Ansa Pell");
            assertThat(page).hasURL(Pattern.compile("\\?stance=condemn$"));
            button(page.locator(".chips"), "Stop showing only condemn").click();
            assertThat(reactions).hasCount(5);
            assertThat(page).hasURL(Pattern.compile("/stories/harbour$"));

            button(page.locator(".by-country table"), "Zubrowka").click();
            assertThat(reactions).hasCount(2);
            button(page.locator(".by-country table"), "Zubrowka").click();

            // A dispatched click: the islands are small, and where they lie depends on the projection.
            page.locator(".map .land[data-stance=condemn]").dispatchEvent("click");
            assertThat(reactions).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("\\?represents=TF$"));
            page.locator(".map .land.chosen").dispatchEvent("click");

            button(page.locator(".by-actor"), "Til Vask").click();
            assertThat(reactions).hasCount(2);
            page.getByLabel("Language").selectOption("de");
            assertThat(reactions).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("actor=til-vask&language=de"));
            page.getByLabel("Language").selectOption("");
            button(page.locator(".by-actor"), "Til Vask").click();

            page.getByLabel("Rank").selectOption(new SelectOption().setLabel("heads of state and government"));
            assertThat(reactions).hasCount(3);
            page.getByLabel("Rank").selectOption("");

            page.getByLabel("Only what contains these words").fill("deeply CONCERNED");
            assertThat(reactions).hasCount(1);
            assertThat(reactions).containsText("Pim Ostro");
            page.getByLabel("Only what contains these words").fill("nothing like it");
            assertThat(page.locator(".feed .nothing")).containsText("Nothing fits this filter.");
        }
        try (Page page = open("harbour?rank=90&language=en&tab=actors")) {
            assertThat(page.locator(".reaction")).hasCount(2);
            assertThat(page.getByLabel("Rank")).hasValue("90");
            assertThat(page.getByLabel("Language")).hasValue("en");
            assertThat(page.locator(".story")).hasAttribute("data-tab", "actors");
        }
    }

    @Test
    void aPartOfTheTimeIsChosenByPointerAndByKeyboard() {
        try (Page page = open("harbour")) {
            Locator reactions = page.locator(".reaction");
            Locator bars = page.locator(".pace-bar");
            assertThat(bars).hasCount(5);
            BoundingBox first = box(bars.nth(0));
            BoundingBox second = box(bars.nth(1));

            page.mouse().move(first.x + first.width / 2, first.y + 20);
            page.mouse().down();
            page.mouse().move(second.x + second.width / 2, second.y + 20);
            assertThat(page.locator(".pace-bar.outside")).hasCount(3);
            page.mouse().up();
            assertThat(reactions).hasCount(2);
            assertThat(page).hasURL(Pattern.compile("from=2021-05-05.*until=2021-05-06"));
            assertThat(page.locator(".chips button")).hasCount(1);

            bars.nth(0).focus();
            page.keyboard().press("Escape");
            assertThat(reactions).hasCount(5);
            page.keyboard().press("End");
            page.keyboard().press("Enter");
            assertThat(reactions).hasCount(1);
            assertThat(page.locator(".pace-bar:focus")).hasAttribute("aria-pressed", "true");
            page.keyboard().press("Shift+ArrowLeft");
            assertThat(reactions).hasCount(2);
        }
    }

    @Test
    void whatIsReadDoesNotMoveWhenMoreArrivesAndPauseHoldsItBack() throws InterruptedException {
        define("quay");
        ObjectNode[] many = new ObjectNode[LONG];
        for (int i = 0; i < LONG; i++) {
            many[i] = said("Orla Venn", "The quay " + ownWords(i) + " is a mistake", 5, "en");
        }
        say(many);
        awaitReactions("quay", LONG);
        try (Page page = open("quay")) {
            Locator reactions = page.locator(".reaction");
            assertThat(reactions).hasCount(LONG);
            assertThat(page.locator(".connection")).hasText("live");
            page.locator(".feed .scroll").evaluate("scroll => { scroll.scrollTop = 900; }");
            Locator read = page.locator(".reaction").nth(7);
            String id = read.getAttribute("data-id");
            double top = box(read).y;

            say(said("Til Vask", "We welcome the quay, and the sea", 8, "en"));
            assertThat(page.locator(".arrived")).hasText("1 new reaction ↑");
            assertThat(page.locator(".totals")).containsText((LONG + 1) + " reactions");
            assertThat(box(page.locator("[data-id='" + id + "']")).y).isEqualTo(top);

            page.locator(".arrived").click();
            assertThat(reactions).hasCount(LONG + 1);
            assertThat(reactions.first()).containsText("and the sea");
            assertThat(page.locator(".arrived")).isHidden();

            button(page.locator(".feed"), "Pause").click();
            say(said("Pim Ostro", "We condemn the quay and its cranes", 9, "en"));
            assertThat(button(page.locator(".feed"), "Resume, 1 new reaction")).isVisible();
            assertThat(reactions).hasCount(LONG + 1);
            button(page.locator(".feed"), "Resume, 1 new reaction").click();
            assertThat(reactions.first()).containsText("its cranes");
            assertThat(reactions).hasCount(LONG + 2);
        }
    }

    @Test
    void reportsUnfoldWithTheirWordings() {
        try (Page page = open("harbour?actor=orla-venn")) {
            Locator reported = button(page.locator(".reaction"), "reported by 2, in 2 wordings");
            assertThat(reported).hasAttribute("aria-expanded", "false");

            reported.press("Enter");

            assertThat(reported).hasAttribute("aria-expanded", "true");
            assertThat(page.locator(".reports li")).hasCount(2);
            assertThat(page.locator(".reports")).containsText("regret for years");
        }
    }

    @Test
    void aLostConnectionIsSaidAndHealsWithoutReloadAndWithoutGap() throws IOException, InterruptedException {
        define("pier");
        say(said("Orla Venn", "The pier is a mistake", 5, "en"));
        awaitReactions("pier", 1);
        try (Page page = open("pier")) {
            Locator connection = page.locator(".connection");
            assertThat(connection).hasText("live");
            assertThat(page.locator(".reaction")).hasCount(1);
            page.evaluate("window.neverReloaded = true");

            pages.services().restartGateway(() -> {
                assertThat(connection).hasText("reconnecting …");
                Files.writeString(pages.services().inbox().resolve("pier.txt"), """
                        Title: The pier
                        Outlet: Tribune
                        Published: 2021-05-06T10:00:00Z
                        Language: en

                        “We welcome the pier,” Prime Minister Til Vask said.
                        """);
            });

            assertThat(connection).hasText("live");
            assertThat(page.locator(".reaction")).hasCount(2);
            assertThat(page.locator(".reaction").first()).containsText("We welcome the pier");
            assertThat(page.locator(".totals")).containsText("2 reactions");
            assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
        }
    }

    @Test
    void anyMomentIsShownSaidAndShared() throws InterruptedException {
        define("jetty");
        say(said("Orla Venn", "The jetty is a mistake", 5, "en"));
        awaitReactions("jetty", 1);
        say(said("Til Vask", "We welcome the jetty", 6, "en"));
        awaitReactions("jetty", 2);
        String shared;
        try (Page page = open("jetty")) {
            assertThat(page.locator(".reaction")).hasCount(2);
            Locator slider = page.getByLabel("Moment shown");
            assertThat(slider).isEnabled();

            slider.fill("500");

            assertThat(page.locator(".reaction")).hasCount(1);
            assertThat(page.locator(".totals")).containsText("1 reaction");
            assertThat(page.locator(".moment")).containsText("As of");
            assertThat(page).hasURL(Pattern.compile("\\?asOf=20"));
            shared = page.url();

            button(page.locator(".time"), "Now").click();
            assertThat(page.locator(".reaction")).hasCount(2);
            assertThat(page.locator(".moment")).hasText("Now");
            assertThat(page).hasURL(Pattern.compile("/stories/jetty$"));
        }
        try (Page page = pages.blank()) {
            page.addInitScript("""
                    window.everShown = [];
                    new MutationObserver(() => window.everShown.push(document.querySelector('.totals')?.textContent ?? ''))
                      .observe(document, {childList: true, subtree: true, characterData: true});""");
            page.navigate(shared);
            assertThat(page.locator(".moment")).containsText("As of");
            assertThat(page.locator(".reaction")).hasCount(1);
            assertThat(page.locator(".reaction")).containsText("Orla Venn");
            assertThat(page.locator(".connection")).hasText("live");
            assertThat((List<?>) page.evaluate("window.everShown"))
                    .as("what now holds is never shown before")
                    .isNotEmpty()
                    .allSatisfy(totals -> assertThat(String.valueOf(totals)).doesNotContain("2 reactions"));
        }
    }

    @Test
    void atMost350KibibytesAreTransferredUntilAStoryIsWhole() {
        try (BrowserContext first = pages.browser().newContext();
                Page page = first.newPage()) {
            Transferred transferred = Transferred.by(page);
            page.navigate(address("lighthouse"));
            assertThat(page.locator(".reaction")).hasCount(LONG);
            assertThat(page.locator(".map .land").first()).isAttached();
            assertThat(page.locator(".pace-bar")).hasCount(1);
            assertThat(page.locator(".connection")).hasText("live");

            assertThat(transferred.bytes()).isBetween(50 * 1024L, 350 * 1024L);
        }
    }

    @Test
    void aBurstIsCountedInFullAndThePageHoldsNoMoreThanIsInReach() throws InterruptedException {
        define("dam");
        say(said("Orla Venn", "The dam is a mistake", 5, "en"));
        awaitReactions("dam", 1);
        ObjectNode[] burst = new ObjectNode[BURST];
        for (int i = 0; i < BURST; i++) {
            burst[i] = said("Til Vask", "The dam " + ownWords(i) + " is a mistake", 6, "en");
        }
        try (Page page = open("dam")) {
            assertThat(page.locator(".reaction")).hasCount(1);
            assertThat(page.locator(".connection")).hasText("live");

            say(burst);

            assertThat(page.locator(".totals")).containsText((BURST + 1) + " reactions");
            assertThat(page.locator(".by-actor tbody tr").first()).containsText(String.valueOf(BURST));
            assertThat(page.locator(".reaction")).hasCount(PART);
        }
    }

    @Test
    void quotationsRunFromRightToLeftWhereTheirScriptDoes() throws InterruptedException {
        pages.define("mina", "The decree on the port", "الميناء");
        say(said("Til Vask", "نرحب بمرسوم الميناء ترحيبا حارا", 5, "ar"));
        awaitReactions("mina", 1);
        try (Page page = open("mina")) {
            assertThat(page.locator(".reaction .quotation")).hasCSS("direction", "rtl");
            assertThat(page.locator(".trigger .quotation")).hasCSS("direction", "ltr");
        }
    }

    @Test
    void onPaperEverythingStandsBelowEachOtherAndNothingIsThereToPress() {
        try (Page page = open("harbour")) {
            assertThat(page.locator(".reaction")).hasCount(5);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator(".narrowing")).isHidden();
            assertThat(page.locator(".time")).isHidden();
            assertThat(page.locator("body")).hasCSS("overflow", "visible");
            double bottom = bottom(page.locator(".feed"));
            assertThat(bottom(page.locator(".reaction").last())).isLessThanOrEqualTo(bottom);
            assertThat(box(page.locator(".by-country")).y).isGreaterThanOrEqualTo(bottom);
            assertThat(box(page.locator(".by-actor")).y).isGreaterThanOrEqualTo(bottom(page.locator(".by-country")));
        }
    }

    @Test
    void nothingMovesWhereReadersAskForThat() throws InterruptedException {
        define("canal");
        say(said("Orla Venn", "The canal is a mistake", 5, "en"));
        awaitReactions("canal", 1);
        try (Page page = pages.browser().newPage(new Browser.NewPageOptions().setReducedMotion(ReducedMotion.REDUCE))) {
            page.navigate(address("canal"));
            assertThat(page.locator(".connection")).hasText("live");
            assertThat(page.locator(".reaction")).hasCount(1);

            say(said("Til Vask", "We welcome the canal", 6, "en"));

            assertThat(page.locator(".reaction")).hasCount(2);
            assertThat(page.locator(".reaction").first()).hasCSS("animation-name", "none");
            assertThat(page.locator(".bar .part").first()).hasCSS("transition-duration", "0s");
        }
    }

    @Test
    void aStoryNobodyReactedToSaysSo() throws InterruptedException {
        define("sandbank");
        try (Page page = open("sandbank")) {
            assertThat(page.locator(".feed .nothing")).containsText("Nobody has reacted yet.");
            assertThat(page.locator(".by-country .nothing")).isVisible();
            assertThat(page.locator(".by-actor .nothing")).isVisible();
            assertThat(page.locator(".totals")).containsText("0 reactions");
        }
    }

    @Test
    void theWatchlistTellsWhoReactedAndWhoIsSilent() {
        try (Page page = open("harbour")) {
            Locator watchlist = page.locator(".watchlist");
            assertThat(watchlist.locator(".expected:not(.silent) li")).hasCount(2);
            assertThat(watchlist).containsText("2 of 3");
            assertThat(watchlist.locator("h3")).containsText("Silent for");
            assertThat(watchlist.locator(".silent li")).hasCount(1);
            assertThat(watchlist.locator(".silent li")).containsText("XC");
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (Page page = open("harbour")) {
            assertThat(page.locator(".reaction")).hasCount(5);
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#main")).isFocused();

            tabTo(page, "1 condemn");
            page.keyboard().press("Enter");
            assertThat(page.locator(".reaction")).hasCount(1);
            tabTo(page, "Stop showing only condemn");
            page.keyboard().press("Enter");
            assertThat(page.locator(".reaction")).hasCount(5);
            tabTo(page, "Only what contains these words");
            page.keyboard().type("appalling");
            assertThat(page.locator(".reaction")).hasCount(1);
            page.keyboard().press("Control+A");
            page.keyboard().press("Delete");
            assertThat(page.locator(".reaction")).hasCount(5);
            tabTo(page, "Zubrowka");
            page.keyboard().press("Enter");
            assertThat(page.locator(".reaction")).hasCount(2);
            page.keyboard().press("Enter");
            tabTo(page, "reaction, 1 ");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Enter");
            assertThat(page.locator(".reaction")).hasCount(1);
            assertThat(page.locator(".reaction")).containsText("Pim Ostro");
        }
    }

    @Test
    void axeFindsNothingAndNothingIsAskedOfOthersInLightAndDarkOnDeskAndPhone() {
        // Every part in the dark on a phone, where it has a tab, and in the light beside the others.
        for (int width : List.of(390, 1024, 1440)) {
            ColorScheme scheme = width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT;
            List<String> complaints = new ArrayList<>();
            List<String> hosts = new ArrayList<>();
            try (Page page = pages.browser()
                    .newPage(new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
                page.onConsoleMessage(message -> {
                    if (message.type().equals("error")) {
                        complaints.add(message.text());
                    }
                });
                page.onPageError(complaints::add);
                page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
                page.navigate(address("harbour"));
                assertThat(page.locator(".reaction")).hasCount(5);
                assertThat(page.locator(".land[data-stance=condemn]")).hasCount(1);
                assertThat(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
                        .as("scrolls sideways at " + width)
                        .isEqualTo(false);
                page.locator(".reported").click();

                assertThat(Accessibility.violations(page))
                        .as(scheme + " at " + width)
                        .isEmpty();
                for (String tab :
                        width == 390 ? List.of("Countries", "Actors", "Watchlist", "Time") : List.<String>of()) {
                    button(page.locator(".tabs"), tab).click();
                    assertThat(Accessibility.violations(page))
                            .as(tab + ", " + scheme + " at " + width)
                            .isEmpty();
                }
            }
            assertThat(complaints).as(scheme + " at " + width).isEmpty();
            assertThat(hosts)
                    .containsOnly(URI.create(pages.services().address()).getAuthority());
        }
    }

    private Page open(String storyAndQuery) {
        return pages.open("/stories/" + storyAndQuery);
    }

    private String address(String storyAndQuery) {
        return pages.services().address() + "/stories/" + storyAndQuery;
    }

    /** Where an element is; one that is drawn anew at this moment is looked for again. */
    private static BoundingBox box(Locator element) {
        return await().pollInSameThread().until(element::boundingBox, Objects::nonNull);
    }

    private static double bottom(Locator element) {
        BoundingBox box = box(element);
        return box.y + box.height;
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** Presses Tab until something with these words, or this label, has the focus. */
    private static void tabTo(Page page, String words) {
        for (int i = 0; i < 200; i++) {
            page.keyboard().press("Tab");
            Object focused = page.evaluate("document.activeElement.matches('button, input, [role=button]')"
                    + " ? `${document.activeElement.ariaLabel ?? ''} ${document.activeElement.textContent}` : ''");
            if (String.valueOf(focused).contains(words)) {
                return;
            }
        }
        throw new AssertionError("Tab never comes to \"" + words + "\"");
    }

    /** Two words that no other number has. */
    private static String ownWords(int number) {
        return "of " + Integer.toString(36 * 36 + number * 7919, 36) + " and "
                + Integer.toString(36 * 36 + number * 104_729, 36);
    }

    private void define(String word) throws InterruptedException {
        pages.define(word, "The " + word + " decree", word, "ZB", "FD", "XC");
    }

    private static ObjectNode said(String speaker, String quote, int dayOfMay, String language) {
        return Json.mapper()
                .createObjectNode()
                .put("speaker", speaker)
                .put("quote", quote)
                .put("saidAt", "2021-05-0" + dayOfMay + "T10:00:00Z")
                .put("language", language)
                .put("outlet", "Gazette " + quote.length());
    }

    private void say(ObjectNode... statements) throws InterruptedException {
        ArrayNode all = Json.mapper().createArrayNode();
        List.of(statements).forEach(all::add);
        HttpResponse<String> answer = api.post("statements", all.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private void awaitReactions(String story, int count) {
        await().atMost(Pages.LONG_ENOUGH)
                .until(() ->
                        api.get("stories/" + story).at("/summary/reactions").asInt() == count
                                && api.get("stories/" + story + "/reactions")
                                                .path("items")
                                                .size()
                                        == Math.min(50, count));
    }
}
