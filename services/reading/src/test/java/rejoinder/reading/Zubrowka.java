package rejoinder.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A reader that knows people and countries which plainly do not exist. */
final class Zubrowka {
    static final Instant PUBLISHED = Instant.parse("2021-05-05T10:00:00Z");
    static final String ROWS = """
            id,name,aliases,gender,kind,role,rank,represents,represents_kind,represents_name,from,to
            orla-venn,Orla Venn,,f,person,President,100,ZB,country,Zubrowka,2020-01-01,2023-12-31
            pim-ostro,Pim Ostro,,m,person,Foreign Minister,80,ZB,country,Zubrowka,2020-01-01,
            til-vask,Til Vask,Tilman Vask,m,person,Prime Minister,100,FD,country,Freedonia,2019-03,2021-12
            til-vask,Til Vask,,m,person,Secretary General,100,LEAGUE,organisation,League of Made-up Lands,2022-01,
            una-brell,Una Brell,,f,person,spokeswoman of the palace,50,ZB,country,Zubrowka,2020-01-01,
            jon-marr-zb,Jon Marr,,m,person,senator,40,ZB,country,Zubrowka,2018,
            jon-marr-fd,Jon Marr,,m,person,mayor,40,FD,country,Freedonia,2018,
            institution:stone-palace,Stone Palace,the Palace of Stone,,institution,Office of the President,55,ZB,country,Zubrowka,,
            """;

    private static final Registry REGISTRY = registry(ROWS);

    private Zubrowka() {}

    static Registry registry() {
        return REGISTRY;
    }

    static Registry registry(String rows) {
        Registry.Extension extension = extension(rows);
        return extension.registry().orElseThrow(() -> new AssertionError(extension.problems()));
    }

    static Registry.Extension extension(String rows) {
        try {
            Path file = Files.createTempFile("registry", ".csv");
            try {
                return Registry.bundled().extendedBy(Files.writeString(file, rows));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Attribution> read(String text) {
        return reader(Rules.ALL).read(text(text)).attributions();
    }

    static Reader reader(Rules rules) {
        return Reader.with(REGISTRY, rules);
    }

    static SourceText text(String text) {
        return new SourceText(
                text, Optional.empty(), Optional.of(PUBLISHED), PUBLISHED.plusSeconds(3600), Optional.empty());
    }

    static StructuredStatement row(String speaker, String quote) {
        return new StructuredStatement(
                quote,
                speaker,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(PUBLISHED),
                PUBLISHED.plusSeconds(3600),
                Optional.empty());
    }

    /** Who says what, as {@code "speaker: words"}. */
    static List<String> said(String text) {
        return read(text).stream()
                .map(one -> one.speaker().map(Speaker::name).orElse("?") + ": " + one.quote())
                .toList();
    }
}
