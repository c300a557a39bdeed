package rejoinder.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rejoinder.gateway.support.RunningGateway;
import rejoinder.gateway.support.SinkDatabase;

class PageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/page/[^\"]+)\"|from '\\./([^']+)'");
    private static final int MOST_BYTES = 350 * 1024;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(new SinkDatabase(folder));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aStorysAddressShowsThePage() {
        HttpResponse<String> page = gateway.get("/stories/any-story");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void everythingThePageRefersToIsServedAndSmallEnough() {
        Map<String, String> files = files();

        assertThat(files).containsKeys("/page/js/main.js", "/page/js/stream.js", "/page/css/story.css");
        assertThat(files.values().stream().mapToInt(String::length).sum()).isLessThan(MOST_BYTES);
    }

    @Test
    void allThatTheViewOfAStoryImportsIsAskedForTogether() {
        String main = gateway.get("/page/js/main.js").body();
        Set<String> together = new TreeSet<>();
        Matcher name = Pattern.compile("'([a-z-]+)'")
                .matcher(main.substring(
                        main.indexOf("STORY_PARTS = ["), main.indexOf("];", main.indexOf("STORY_PARTS"))));
        while (name.find()) {
            together.add("/page/js/" + name.group(1) + ".js");
        }

        Set<String> imported = new TreeSet<>(followed("/page/js/story.js").keySet());
        imported.removeAll(followed("/page/js/notice.js").keySet());
        imported.remove("/page/js/story.js");

        assertThat(together).isEqualTo(imported);
    }

    @Test
    void modulesAreServedAsScriptsAndAreAskedForAgainOnlyWhenChanged() {
        HttpResponse<String> module = gateway.get("/page/js/main.js");

        assertThat(module.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).contains("javascript"));
        String tag = module.headers().firstValue("etag").orElseThrow();
        assertThat(gateway.get("/page/js/main.js", "if-none-match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void nothingOfThePageWritesHtmlFromText() {
        assertThat(files().values()).allSatisfy(file -> assertThat(file)
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("));
    }

    @Test
    void onlyTheEmbeddableViewMayStandInOtherSitesFramesAndItSetsNoCookie() {
        assertThat(gateway.get("/stories/any-story").headers().allValues("content-security-policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'none'");
        HttpResponse<String> embedded = gateway.get("/embed/any-story");
        assertThat(embedded.statusCode()).isEqualTo(200);
        assertThat(embedded.headers().allValues("content-security-policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors *", "script-src 'self'");
        assertThat(embedded.headers().firstValue("set-cookie")).isEmpty();
    }

    /** The page and everything it refers to, followed through all modules. */
    private static Map<String, String> files() {
        return followed("/", "/embed/any-story");
    }

    /** What is at some addresses, and everything it refers to. */
    private static Map<String, String> followed(String... addresses) {
        Map<String, String> files = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(addresses));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (!files.containsKey(path)) {
                HttpResponse<String> file = gateway.get(path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                files.put(path, file.body());
                open.addAll(references(file.body()));
            }
        }
        return files;
    }

    private static Set<String> references(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            found.add(reference.group(1) == null ? "/page/js/" + reference.group(2) : reference.group(1));
        }
        return found;
    }
}
