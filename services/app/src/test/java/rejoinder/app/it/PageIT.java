package rejoinder.app.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in a real browser, over running services. */
@ExtendWith(Pages.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    private Pages pages;
    private Api api;

    @BeforeAll
    void share(Pages shared) {
        pages = shared;
        api = shared.api();
    }

    @Test
    void sourcesThatDoNotAnswerStandFirstWithTheReason() throws InterruptedException {
        assertThat(api.post(
                                "sources",
                                "{\"id\": \"dead\", \"kind\": \"feed\", \"settings\": {\"url\": \"http://127.0.0.1:1/rss\"}}")
                        .statusCode())
                .isEqualTo(201);
        try (Page page = pages.open("/sources")) {
            Locator rows = page.locator(".sources tbody tr");

            assertThat(rows).hasCount(2);
            assertThat(rows.first()).containsText("can't reach 127.0.0.1");
            assertThat(rows.first()).containsText("failing");
            assertThat(rows.nth(1)).containsText("Gazette");
            assertThat(page.locator("h1")).hasText("2 sources, 1 not answering");
        }
        assertThat(api.delete("sources/dead")).isEqualTo(204);
    }

    @Test
    void reactionsComeInWithoutReloadAndTheirNumbersFollow() throws InterruptedException {
        follow("alive");
        pages.push("alive-1", "Tribune", "\"The alive decree is a mistake,\" President Orla Venn said.");
        try (Page page = pages.open("/stories/alive")) {
            Locator reactions = page.locator(".reaction");
            assertThat(reactions).hasCount(1);
            assertThat(reactions.first()).containsText("The alive decree is a mistake");
            assertThat(reactions.first()).containsText("Orla Venn");
            assertThat(reactions.first().locator("mark")).hasText("mistake");

            pages.push("alive-2", "Tribune", "\"We welcome the alive decree,\" Prime Minister Til Vask said.");

            assertThat(reactions).hasCount(2);
            assertThat(page.getByText("2 reactions")).isVisible();
            assertThat(page.getByText("Freedonia").first()).isVisible();
        }
    }

    @Test
    void wordsFromOutsideAreTextAndNeverMarkup() throws InterruptedException {
        follow("markup");
        pages.push(
                "markup-1",
                "Tribune",
                "\"The markup decree <img src=x onerror=alert(1)> is a mistake,\" President Orla Venn said.");
        List<String> complaints = new ArrayList<>();
        try (Page page = pages.blank()) {
            page.onDialog(dialog -> {
                complaints.add(dialog.message());
                dialog.dismiss();
            });
            page.navigate(pages.services().address() + "/stories/markup");

            assertThat(page.locator(".reaction")).hasCount(1);
            assertThat(page.locator(".reaction")).containsText("<img src=x onerror=alert(1)>");
            assertThat(page.locator(".reaction img")).hasCount(0);
            assertThat(complaints).isEmpty();
        }
    }

    private void follow(String word) throws InterruptedException {
        pages.define(word, "The " + word + " decree", word);
    }
}
