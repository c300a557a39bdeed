package rejoinder.ingestor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscription lists. */
class OpmlTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("list.opml"), text);
    }

    @Test
    void everyFeedIsFoundOnceWhateverFolderItIsIn() throws IOException, Opml.Unreadable {
        Path file = file("""
                <?xml version="1.0"?>
                <opml version="2.0"><head><title>News</title></head><body>
                  <outline text="Ministries">
                    <outline type="rss" text="MFA" title="Foreign Ministry" xmlUrl="https://mfa.example/rss"/>
                    <outline text="Deeper"><outline type="rss" text="Press" xmlUrl="https://press.example/atom"/></outline>
                  </outline>
                  <outline type="rss" text="MFA" title="Foreign Ministry" xmlUrl="https://mfa.example/rss"/>
                  <outline text="a note"/>
                </body></opml>""");

        assertThat(Opml.read(file))
                .containsExactly(
                        new Opml.Subscription("https://mfa.example/rss", Optional.of("Foreign Ministry")),
                        new Opml.Subscription("https://press.example/atom", Optional.of("Press")));
    }

    @Test
    void whatIsNoListOrHasADtdIsRefused() {
        assertThatExceptionOfType(Opml.Unreadable.class).isThrownBy(() -> Opml.read(file("<html/>")));
        assertThatExceptionOfType(Opml.Unreadable.class)
                .isThrownBy(() -> Opml.read(file("<!DOCTYPE opml [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + "<opml version='2.0'><head/><body><outline text='&e;'/></body></opml>")));
        assertThatExceptionOfType(Opml.Unreadable.class).isThrownBy(() -> Opml.read(folder.resolve("none.opml")));
    }
}
