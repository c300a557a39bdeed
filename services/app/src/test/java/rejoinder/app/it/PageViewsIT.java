package rejoinder.app.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The views beside that of a story, in a real browser over running services, over what three officials said once. */
@ExtendWith(Pages.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageViewsIT {
    private Pages pages;
    private Api api;

    @BeforeAll
    void say(Pages shared) throws InterruptedException {
        pages = shared;
        api = shared.api();
        pages.push("brenn", "Tribune", "“The ferry decree is a mistake,” President Ida Brenn said in the capital.");
        pages.push("brenn-again", "Gazette", "In the rain, President Ida Brenn said: “The ferry decree is a mistake.”");
        pages.push("maren", "Tribune", "“We welcome the ferry decree,” Prime Minister Kol Maren said.");
        define("ferry", "The ferry decree");
        await().atMost(Pages.LONG_ENOUGH)
                .until(() -> api.status("stories/ferry") == 200
                        && api.get("stories/ferry").at("/summary/reports").asInt() == 3);
    }

    @Test
    void aStoryIsCreatedByKeyboardAloneAndWhatItsQueryCatchesIsShownBefore() {
        try (Page page = pages.open("/stories/new")) {
            assertThat(page.locator("#field-triggerEvent-actor")).isFocused();
            page.keyboard().type("Rudolf of Ruritania");
            typeAt(page, "field-triggerEvent-quote", "The ferry is closed");
            typeAt(page, "field-triggerEvent-at", "05042021");
            typeAt(page, "field-title", "Ruritania’s Ferry");
            assertThat(page.locator("#field-id")).hasValue("ruritania-s-ferry");

            typeAt(page, "field-query", "ferry AND (");
            assertThat(page.locator("[data-pointer='/query'] .wrong")).containsText("can't be understood");
            assertThat(page.locator("#field-query")).hasAttribute("aria-invalid", "true");
            page.keyboard().type("welcome OR mistake)");
            assertThat(page.locator(".caught")).containsText(Pattern.compile("2 of \\d+ utterances"));
            assertThat(page.locator(".preview li")).hasCount(2);
            assertThat(page.locator("[data-pointer='/query'] .wrong")).isHidden();

            page.keyboard().press("Shift+Tab");
            tabTo(page, "Create story");
            page.keyboard().press("Enter");

            page.waitForURL(Pattern.compile(".*/stories/ruritania-s-ferry$"));
            assertThat(page.locator(".reaction")).hasCount(2);
        }
    }

    @Test
    void whatIsWrongWithAStoryIsSaidAtItsField() {
        try (Page page = pages.open("/stories/new")) {
            page.locator("#field-title").fill("The ferry decree");
            page.locator("#field-id").fill("ferry");
            page.getByRole(AriaRole.BUTTON, name("Create story")).click();
            assertThat(page.locator("[data-pointer='/id'] .wrong")).containsText("already");
            assertThat(page.locator("#field-id")).isFocused();

            page.locator("#field-id").fill("another");
            page.getByRole(AriaRole.BUTTON, name("Create story")).click();
            assertThat(page.locator("[data-pointer='/triggerEvent/actor'] .wrong"))
                    .isVisible();
            assertThat(page.locator("#field-triggerEvent-actor")).isFocused();
        }
    }

    @Test
    void aStoryIsChangedAndDeletedInPlaceAfterAskingOnce() throws InterruptedException {
        define("brief", "A brief story");
        try (Page page = pages.open("/stories/brief/edit")) {
            assertThat(page.locator("#field-triggerEvent-quote")).hasValue("issues a decree");
            page.locator("#field-title").fill("A longer story");
            page.getByLabel("G7", new Page.GetByLabelOptions().setExact(true)).check();
            page.getByRole(AriaRole.BUTTON, name("Save changes")).click();
            page.waitForURL(Pattern.compile(".*/stories/brief$"));
            await().atMost(Pages.LONG_ENOUGH)
                    .until(() -> api.get("stories/brief").path("title").asText().equals("A longer story"));
            assertThat(api.get("stories/brief").path("watchlist").get(0).asText())
                    .isEqualTo("G7");

            page.navigate(pages.services().address() + "/stories/brief/edit");
            page.getByRole(AriaRole.BUTTON, name("Delete …")).click();
            page.getByRole(AriaRole.BUTTON, name("Keep it")).click();
            assertThat(page.locator("dialog")).hasCount(0);
            page.getByRole(AriaRole.BUTTON, name("Delete …")).click();
            page.getByRole(AriaRole.BUTTON, name("Delete the story")).click();
            page.waitForURL(Pattern.compile(".*/\\?list$"));
        }
        await().atMost(Pages.LONG_ENOUGH).until(() -> api.status("stories/brief") == 404);
    }

    @Test
    void theListSaysHowAStoryStandsAndWhatMoved() {
        try (Page page = pages.open("/?list")) {
            var story = page.locator(".stories li", new Page.LocatorOptions().setHasText("The ferry decree"))
                    .first();

            assertThat(story.locator(".state")).containsText("2 reactions · 2 speakers");
            assertThat(story.locator(".counts")).containsText("1 welcome");
            assertThat(story.locator(".news")).containsText("0 of 7 on the watchlist have reacted");
            assertThat(story.locator(".news")).containsText("In the last hour +2");
            assertThat(story.locator(".sparkline")).hasAttribute("aria-label", Pattern.compile("Pace: 2 .*"));
        }
    }

    @Test
    void anActorLeadsToTheCountryAndToAllReportsWithTheSourceTextMarked() {
        try (Page page = pages.open("/actors/ida-brenn")) {
            assertThat(page.locator("h1")).hasText("Ida Brenn");
            assertThat(page.locator(".subject header")).containsText("President · speaks for");
            assertThat(page.locator(".said-list mark").first()).hasText("mistake");

            page.getByRole(AriaRole.LINK, name("Arvenia")).click();
            assertThat(page.locator(".now").first()).containsText("official position, by Ida Brenn");
            assertThat(page.locator(".speakers").first().locator("tbody tr")).hasCount(1);

            page.getByRole(AriaRole.LINK, name("2 reports of these words"))
                    .first()
                    .click();
            assertThat(page.locator(".reports-of > ol > li")).hasCount(2);
            assertThat(page.locator(".reports-of")).containsText("2 reports, in 2 wordings");
            assertThat(page.locator(".judged")).containsText("rule");
            assertThat(page.locator(".source-text .span").first()).containsText("The ferry decree is a mistake");
            page.locator(".reports-of summary").nth(1).click();
            assertThat(page.locator(".source-text")).hasCount(2);
            assertThat(page.locator(".reports-of")).containsText("In the rain");
        }
    }

    @Test
    void theRoundUpIsGroupedAsAskedAndCopied() {
        try (Page page = pages.open("/stories/ferry/roundup")) {
            assertThat(page.locator(".sheet h2").first()).hasText("Criticise");
            page.getByLabel("stance", new Page.GetByLabelOptions().setExact(true))
                    .check();
            page.waitForURL(Pattern.compile(".*group=stance.*"));
            assertThat(page.locator(".sheet li").first()).containsText("Ida Brenn (Arvenia), President");

            page.getByRole(AriaRole.BUTTON, exactly("Copy")).click();
            assertThat(page.locator(".told")).hasText("Copied, with its links.");
            assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                    .contains("“We welcome the ferry decree,” — Kol Maren");
        }
    }

    @Test
    void noViewHasWhatAxeFindsWrongOrAnErrorInLightAndDarkOnDeskAndPhone() throws InterruptedException {
        String utterance =
                api.get("stories/ferry/reactions").at("/items/0/utterance").asText();
        List<String> found = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Narrow in the dark, wide in the light: every rule is asked of both, and every view in both.
            int width = scheme == ColorScheme.DARK ? 390 : 1440;
            try (Page page = pages.browser()
                    .newPage(new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
                page.onConsoleMessage(message -> {
                    if (message.type().equals("error")) {
                        found.add(message.text());
                    }
                });
                page.onPageError(found::add);
                for (String view : List.of(
                        "/?list",
                        "/stories/new",
                        "/stories/ferry/edit",
                        "/stories/ferry/roundup",
                        "/actors/ida-brenn",
                        "/countries/XV",
                        "/utterances/" + utterance,
                        "/sources")) {
                    page.navigate(pages.services().address() + view);
                    page.locator("main h1")
                            .first()
                            .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
                    assertThat(page.locator("main [aria-busy]")).hasCount(0);
                    Accessibility.violations(page).forEach(each -> found.add(view + " " + each));
                    if (Boolean.TRUE.equals(
                            page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))) {
                        found.add(view + " scrolls sideways at " + width);
                    }
                }
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void aRoundUpThatIsStillOnItsWayReadsWellInTheDark() {
        try (Page page = pages.browser().newPage(new Browser.NewPageOptions().setColorScheme(ColorScheme.DARK))) {
            page.route("**/roundup.md*", held -> {});

            page.navigate(pages.services().address() + "/stories/ferry/roundup");

            assertThat(page.locator(".sheet[aria-busy]")).containsText("Loading");
            assertThat(Accessibility.violations(page)).isEmpty();
        }
    }

    private static Page.GetByRoleOptions name(String text) {
        return new Page.GetByRoleOptions().setName(text);
    }

    private static Page.GetByRoleOptions exactly(String text) {
        return new Page.GetByRoleOptions().setName(text).setExact(true);
    }

    private static void typeAt(Page page, String id, String text) {
        tab(page, "document.activeElement.id === '" + id + "'");
        page.keyboard().type(text);
    }

    private static void tabTo(Page page, String button) {
        tab(page, "document.activeElement.textContent === '" + button + "'");
    }

    private static void tab(Page page, String arrived) {
        for (int i = 0; i < 40 && !Boolean.TRUE.equals(page.evaluate(arrived)); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate(arrived)).as(arrived).isEqualTo(true);
    }

    private void define(String id, String title) throws InterruptedException {
        pages.define(id, title, "ferry", "G7");
    }
}
