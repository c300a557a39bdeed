package rejoinder.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import rejoinder.contracts.json.Json;

/**
 * Running services and a browser before them, one for all tests of the page in a JVM. What one test says the others see
 * too, so each has stories, words and, where a view is about them, speakers of its own.
 */
final class Pages implements AutoCloseable {
    static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final double PATIENCE_MILLIS = 30_000;

    /** Nobody lives in the Southern Lands (TF), so that the map has a place whose keeper plainly does not exist. */
    private static final String OFFICIALS = RunningServices.REGISTRY + """
            ansa-pell,Ansa Pell,Keeper,60,TF,Southern Lands
            ida-brenn,Ida Brenn,President,100,XV,Arvenia
            kol-maren,Kol Maren,Prime Minister,100,XW,Lutha
            """;

    private final Path folder;
    private final RunningServices services;
    private final Api api;
    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;

    private Pages() throws IOException, InterruptedException {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = Chromium.launch(playwright);
        context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-US")
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        folder = Files.createTempDirectory("rejoinder-pages");
        services = new RunningServices(
                folder,
                new RunningServices.Database(
                        "jdbc:sqlite:" + folder.resolve("rejoinder.db"), Optional.empty(), Optional.empty()),
                OFFICIALS);
        api = services.api();
    }

    /** Gives a class its {@link Pages}: {@code @ExtendWith(Pages.Shared.class)}, and a parameter of {@code @BeforeAll}. */
    static final class Shared implements BeforeAllCallback, ParameterResolver {
        @Override
        public void beforeAll(ExtensionContext context) {
            pages(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Pages.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return pages(context);
        }

        private static Pages pages(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Pages.class, key -> start(), Pages.class);
        }

        private static Pages start() {
            try {
                return new Pages();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the services started", e);
            }
        }
    }

    RunningServices services() {
        return services;
    }

    Api api() {
        return api;
    }

    /** For windows unlike that of {@link #open}: another width, or dark. */
    Browser browser() {
        return browser;
    }

    /** A page of a desk, not sent anywhere yet. */
    Page blank() {
        return context.newPage();
    }

    /** A desk's page at an address below the gateway's. */
    Page open(String path) {
        Page page = blank();
        page.navigate(services.address() + path);
        return page;
    }

    /** Creates a story that catches a word, and waits until it is there. */
    void define(String id, String title, String word, String... watchlist) throws InterruptedException {
        ArrayNode expected = Json.mapper().createArrayNode();
        List.of(watchlist).forEach(expected::add);
        assertThat(api.post("stories", """
                                {"id": "%s", "title": "%s", "query": "%s", "watchlist": %s,
                                 "triggerEvent": {"actor": "Rudolf of Ruritania", "act": "issues a decree",
                                                  "at": "2021-05-04T00:00:00Z"}}""".formatted(id, title, word, expected)).statusCode())
                .isEqualTo(201);
        await().atMost(LONG_ENOUGH).until(() -> api.status("stories/" + id) == 200);
    }

    /** Sends a document. */
    void push(String id, String outlet, String text) throws InterruptedException {
        HttpResponse<String> answer = api.post(
                "documents",
                Json.mapper()
                        .createObjectNode()
                        .put("id", id)
                        .put("outlet", outlet)
                        .put("url", "https://example.org/" + id)
                        .put("publishedAt", "2021-05-05T10:00:00Z")
                        .put("text", text)
                        .toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Override
    public void close() {
        playwright.close();
        services.close();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
