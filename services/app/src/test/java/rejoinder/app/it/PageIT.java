package rejoinder.app.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.contracts.json.Json;

/** The page in a real browser, over running services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final double PATIENCE_MILLIS = 30_000;
    private static final LocatorAssertions.ContainsTextOptions CONTAINS_WITH_PATIENCE =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);

    private RunningServices services;
    private Api api;
    private Playwright playwright;
    private Browser browser;

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
    }

    @AfterAll
    void stop() {
        playwright.close();
        services.close();
    }

    @Test
    void sourcesThatDoNotAnswerStandFirstWithTheReason() throws InterruptedException {
        assertThat(api.post(
                                "sources",
                                "{\"id\": \"dead\", \"kind\": \"feed\", \"settings\": {\"url\": \"http://127.0.0.1:1/rss\"}}")
                        .statusCode())
                .isEqualTo(201);
        try (Page page = browser.newPage()) {
            page.navigate(services.address() + "/sources");
            Locator rows = page.locator(".sources tbody tr");

            assertThat(rows).hasCount(2, withPatience());
            assertThat(rows.first()).containsText("can't reach 127.0.0.1", CONTAINS_WITH_PATIENCE);
            assertThat(rows.first()).containsText("failing");
            assertThat(rows.nth(1)).containsText("Gazette");
            assertThat(page.locator("h1")).hasText("2 sources, 1 not answering");
        }
        assertThat(api.delete("sources/dead")).isEqualTo(204);
    }

    @Test
    void reactionsComeInWithoutReloadAndTheirNumbersFollow() throws InterruptedException {
        follow("alive");
        push("alive-1", "\"The alive decree is a mistake,\" President Orla Venn said.");
        try (Page page = open("alive")) {
            Locator reactions = page.locator(".reaction");
            assertThat(reactions).hasCount(1, withPatience());
            assertThat(reactions.first()).containsText("The alive decree is a mistake");
            assertThat(reactions.first()).containsText("Orla Venn");
            assertThat(reactions.first().locator("mark")).hasText("mistake");

            push("alive-2", "\"We welcome the alive decree,\" Prime Minister Til Vask said.");

            assertThat(reactions).hasCount(2, withPatience());
            assertThat(page.getByText("2 reactions")).isVisible();
            assertThat(page.getByText("Freedonia").first()).isVisible();
        }
    }

    @Test
    void wordsFromOutsideAreTextAndNeverMarkup() throws InterruptedException {
        follow("markup");
        push("markup-1", "\"The markup decree <img src=x onerror=alert(1)> is a mistake,\" President Orla Venn said.");
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage()) {
            page.onDialog(dialog -> {
                complaints.add(dialog.message());
                dialog.dismiss();
            });
            page.navigate(address("markup"));

            assertThat(page.locator(".reaction")).hasCount(1, withPatience());
            assertThat(page.locator(".reaction")).containsText("<img src=x onerror=alert(1)>");
            assertThat(page.locator(".reaction img")).hasCount(0);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void thePageAsksNoOtherHostAndComplainsOfNothingInLightAndDarkOnDeskAndPhone() throws InterruptedException {
        follow("calm");
        push("calm-1", "\"The calm decree is a mistake,\" President Orla Venn said.");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(390, 1440)) {
                List<String> complaints = new ArrayList<>();
                List<String> hosts = new ArrayList<>();
                try (Page page = browser.newPage(
                        new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
                    page.onConsoleMessage(message -> {
                        if (message.type().equals("error")) {
                            complaints.add(message.text());
                        }
                    });
                    page.onPageError(complaints::add);
                    page.onRequest(request ->
                            hosts.add(java.net.URI.create(request.url()).getAuthority()));
                    page.navigate(address("calm"));
                    assertThat(page.locator(".reaction")).hasCount(1, withPatience());

                    Object wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
                    assertThat(wider).as("scrolls sideways at " + width).isEqualTo(false);
                }
                assertThat(complaints).as(scheme + " at " + width).isEmpty();
                assertThat(hosts)
                        .containsOnly(java.net.URI.create(address("calm")).getAuthority());
            }
        }
    }

    private Page open(String story) {
        Page page = browser.newPage();
        page.navigate(address(story));
        return page;
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions withPatience() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
    }

    private String address(String story) {
        return services.address() + "/stories/" + story;
    }

    private void follow(String word) throws InterruptedException {
        assertThat(api.post("stories", """
                                {"id": "%1$s", "title": "The %1$s decree", "query": "%1$s",
                                 "triggerEvent": {"actor": "Rudolf of Ruritania", "act": "issues a decree",
                                                  "at": "2021-05-04T00:00:00Z"}}""".formatted(word)).statusCode()).isEqualTo(201);
        await().atMost(LONG_ENOUGH).until(() -> api.status("stories/" + word) == 200);
    }

    private void push(String id, String text) throws InterruptedException {
        assertThat(api.post(
                                "documents",
                                Json.mapper()
                                        .createObjectNode()
                                        .put("id", id)
                                        .put("outlet", "Tribune")
                                        .put("url", "https://example.org/" + id)
                                        .put("publishedAt", "2021-05-05T10:00:00Z")
                                        .put("text", text)
                                        .toString())
                        .statusCode())
                .isEqualTo(202);
    }
}
