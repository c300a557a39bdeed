package rejoinder.app.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.json.Json;

/** The views beside that of a story, in a real browser over running services, over what three officials said once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageViewsIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final double PATIENCE_MILLIS = 30_000;

    private RunningServices services;
    private Api api;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        services = new RunningServices(
                folder,
                new RunningServices.Database(
                        "jdbc:sqlite:" + folder.resolve("rejoinder.db"), Optional.empty(), Optional.empty()));
        api = services.api();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = Chromium.launch(playwright);
        context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-US")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);

        push("venn", "Tribune", "“The harbour decree is a mistake,” President Orla Venn said in the capital.");
        push("venn-again", "Gazette", "In the rain, President Orla Venn said: “The harbour decree is a mistake.”");
        push("vask", "Tribune", "“We welcome the harbour decree,” Prime Minister Til Vask said.");
        define("harbour", "The harbour decree");
        await().atMost(LONG_ENOUGH)
                .until(() -> api.status("stories/harbour") == 200
                        && api.get("stories/harbour").at("/summary/reports").asInt() == 3);
    }

    @AfterAll
    void stop() {
        playwright.close();
        services.close();
    }

    @Test
    void aStoryIsCreatedByKeyboardAloneAndWhatItsQueryCatchesIsShownBefore() {
        try (Page page = open("/stories/new")) {
            assertThat(page.locator("#field-triggerEvent-actor")).isFocused();
            page.keyboard().type("Rudolf of Ruritania");
            typeAt(page, "field-triggerEvent-quote", "The harbour is closed");
            typeAt(page, "field-triggerEvent-at", "05042021");
            typeAt(page, "field-title", "Ruritania’s Harbour");
            assertThat(page.locator("#field-id")).hasValue("ruritania-s-harbour");

            typeAt(page, "field-query", "harbour AND (");
            assertThat(page.locator("[data-pointer='/query'] .wrong")).containsText("can't be understood");
            assertThat(page.locator("#field-query")).hasAttribute("aria-invalid", "true");
            page.keyboard().type("welcome OR mistake)");
            assertThat(page.locator(".caught")).containsText("2 of 2 utterances");
            assertThat(page.locator(".preview li")).hasCount(2);
            assertThat(page.locator("[data-pointer='/query'] .wrong")).isHidden();

            page.keyboard().press("Shift+Tab");
            tabTo(page, "Create story");
            page.keyboard().press("Enter");

            page.waitForURL(Pattern.compile(".*/stories/ruritania-s-harbour$"));
            assertThat(page.locator(".reaction")).hasCount(2);
        }
    }

    @Test
    void whatIsWrongWithAStoryIsSaidAtItsField() {
        try (Page page = open("/stories/new")) {
            page.locator("#field-title").fill("The harbour decree");
            page.locator("#field-id").fill("harbour");
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
        try (Page page = open("/stories/brief/edit")) {
            assertThat(page.locator("#field-triggerEvent-quote")).hasValue("issues a decree");
            page.locator("#field-title").fill("A longer story");
            page.getByLabel("G7", new Page.GetByLabelOptions().setExact(true)).check();
            page.getByRole(AriaRole.BUTTON, name("Save changes")).click();
            page.waitForURL(Pattern.compile(".*/stories/brief$"));
            await().atMost(LONG_ENOUGH)
                    .until(() -> api.get("stories/brief").path("title").asText().equals("A longer story"));
            assertThat(api.get("stories/brief").path("watchlist").get(0).asText())
                    .isEqualTo("G7");

            page.navigate(services.address() + "/stories/brief/edit");
            page.getByRole(AriaRole.BUTTON, name("Delete …")).click();
            page.getByRole(AriaRole.BUTTON, name("Keep it")).click();
            assertThat(page.locator("dialog")).hasCount(0);
            page.getByRole(AriaRole.BUTTON, name("Delete …")).click();
            page.getByRole(AriaRole.BUTTON, name("Delete the story")).click();
            page.waitForURL(Pattern.compile(".*/\\?list$"));
        }
        await().atMost(LONG_ENOUGH).until(() -> api.status("stories/brief") == 404);
    }

    @Test
    void theListSaysHowAStoryStandsAndWhatMoved() {
        try (Page page = open("/?list")) {
            var story = page.locator(".stories li", new Page.LocatorOptions().setHasText("The harbour decree"))
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
        try (Page page = open("/actors/orla-venn")) {
            assertThat(page.locator("h1")).hasText("Orla Venn");
            assertThat(page.locator(".subject header")).containsText("President · speaks for");
            assertThat(page.locator(".said-list mark").first()).hasText("mistake");

            page.getByRole(AriaRole.LINK, name("Zubrowka")).click();
            assertThat(page.locator(".now")).containsText("official position, by Orla Venn");
            assertThat(page.locator(".speakers tbody tr")).hasCount(1);

            page.getByRole(AriaRole.LINK, name("2 reports of these words"))
                    .first()
                    .click();
            assertThat(page.locator(".reports-of > ol > li")).hasCount(2);
            assertThat(page.locator(".reports-of")).containsText("2 reports, in 2 wordings");
            assertThat(page.locator(".judged")).containsText("rule");
            assertThat(page.locator(".source-text .span").first()).containsText("The harbour decree is a mistake");
            page.locator(".reports-of summary").nth(1).click();
            assertThat(page.locator(".source-text")).hasCount(2);
            assertThat(page.locator(".reports-of")).containsText("In the rain");
        }
    }

    @Test
    void theRoundUpIsGroupedAsAskedAndCopied() {
        try (Page page = open("/stories/harbour/roundup")) {
            assertThat(page.locator(".sheet h2").first()).hasText("Criticise");
            page.getByLabel("stance", new Page.GetByLabelOptions().setExact(true))
                    .check();
            page.waitForURL(Pattern.compile(".*group=stance.*"));
            assertThat(page.locator(".sheet li").first()).containsText("Orla Venn (Zubrowka), President");

            page.getByRole(AriaRole.BUTTON, exactly("Copy")).click();
            assertThat(page.locator(".told")).hasText("Copied, with its links.");
            assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                    .contains("“We welcome the harbour decree,” — Til Vask");
        }
    }

    @Test
    void noViewHasWhatAxeFindsWrongOrAnErrorInLightAndDarkOnDeskAndPhone() throws InterruptedException {
        String utterance =
                api.get("stories/harbour/reactions").at("/items/0/utterance").asText();
        List<String> found = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Narrow in the dark, wide in the light: every rule is asked of both, and every view in both.
            int width = scheme == ColorScheme.DARK ? 390 : 1440;
            try (Page page = browser.newPage(
                    new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
                page.onConsoleMessage(message -> {
                    if (message.type().equals("error")) {
                        found.add(message.text());
                    }
                });
                page.onPageError(found::add);
                for (String view : List.of(
                        "/?list",
                        "/stories/new",
                        "/stories/harbour/edit",
                        "/stories/harbour/roundup",
                        "/actors/orla-venn",
                        "/countries/ZB",
                        "/utterances/" + utterance,
                        "/sources")) {
                    page.navigate(services.address() + view);
                    page.locator("main h1")
                            .first()
                            .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
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

    private Page open(String view) {
        Page page = context.newPage();
        page.navigate(services.address() + view);
        return page;
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
        assertThat(api.post("stories", """
                                {"id": "%s", "title": "%s", "query": "harbour", "watchlist": ["G7"],
                                 "triggerEvent": {"actor": "Rudolf of Ruritania", "act": "issues a decree",
                                                  "at": "2021-05-04T00:00:00Z"}}""".formatted(id, title)).statusCode()).isEqualTo(201);
        await().atMost(LONG_ENOUGH).until(() -> api.status("stories/" + id) == 200);
    }

    private void push(String id, String outlet, String text) throws InterruptedException {
        assertThat(api.post(
                                "documents",
                                Json.mapper()
                                        .createObjectNode()
                                        .put("id", id)
                                        .put("outlet", outlet)
                                        .put("url", "https://example.org/" + id)
                                        .put("publishedAt", "2021-05-05T10:00:00Z")
                                        .put("text", text)
                                        .toString())
                        .statusCode())
                .isEqualTo(202);
    }
}
