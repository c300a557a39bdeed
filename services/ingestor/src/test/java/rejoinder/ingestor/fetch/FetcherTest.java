package rejoinder.ingestor.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.net.Reach;

/** Other people's servers: asked politely, trusted never. */
class FetcherTest {
    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
    private static final AtomicInteger LURED = new AtomicInteger();
    private static final AtomicInteger SECRETS_ASKED = new AtomicInteger();
    private static final ConcurrentLinkedQueue<String> AGENTS = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<String> AUTHORIZATIONS = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private static final ServerExtension SERVER = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder server) {
            server.http(0);
            server.https(0);
            server.tlsSelfSigned();
            server.service("/robots.txt", (ctx, req) -> HttpResponse.of("User-agent: *\nDisallow: /secret/\n"));
            server.service("/secret/page", (ctx, req) -> {
                SECRETS_ASKED.incrementAndGet();
                return HttpResponse.of("secret");
            });
            server.service("/page", (ctx, req) -> {
                AGENTS.add(req.headers().get(HttpHeaderNames.USER_AGENT, ""));
                AUTHORIZATIONS.add(req.headers().get(HttpHeaderNames.AUTHORIZATION, "none"));
                return HttpResponse.of("a page");
            });
            server.service(
                    "/etag",
                    (ctx, req) -> req.headers().contains(HttpHeaderNames.IF_NONE_MATCH, "\"1\"")
                            ? HttpResponse.of(HttpStatus.NOT_MODIFIED)
                            : HttpResponse.of(
                                    ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.ETAG, "\"1\""),
                                    HttpData.ofUtf8("x")));
            server.service("/hops/{left}", (ctx, req) -> {
                int left = Integer.parseInt(ctx.pathParam("left"));
                return HttpResponse.of(ResponseHeaders.of(
                        HttpStatus.valueOf(left % 2 == 0 ? 301 : 308),
                        HttpHeaderNames.LOCATION,
                        left == 1 ? "/page" : "/hops/" + (left - 1)));
            });
            server.service(
                    "/elsewhere",
                    (ctx, req) -> HttpResponse.ofRedirect("http://localhost:" + SERVER.httpPort() + "/page"));
            server.service(
                    "/to-another-address",
                    (ctx, req) -> HttpResponse.ofRedirect("http://127.0.0.2:" + SERVER.httpPort() + "/lured"));
            server.service("/lured", (ctx, req) -> {
                LURED.incrementAndGet();
                return HttpResponse.of("lured");
            });
            server.service("/to-file", (ctx, req) -> HttpResponse.ofRedirect("file:///etc/passwd"));
            server.service(
                    "/bomb",
                    (ctx, req) -> HttpResponse.of(
                            ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_ENCODING, "gzip"),
                            HttpData.wrap(gzipped(new byte[6 * 1024 * 1024]))));
            server.service(
                    "/zipped",
                    (ctx, req) -> HttpResponse.of(
                            ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_ENCODING, "gzip"),
                            HttpData.wrap(gzipped("unpacked".getBytes(StandardCharsets.UTF_8)))));
            server.service(
                    "/huge",
                    (ctx, req) -> HttpResponse.of(HttpStatus.OK, MediaType.OCTET_STREAM, new byte[6 * 1024 * 1024]));
            server.service(
                    "/busy",
                    (ctx, req) -> HttpResponse.of(
                            ResponseHeaders.of(HttpStatus.TOO_MANY_REQUESTS, HttpHeaderNames.RETRY_AFTER, "3600")));
            server.service("/slow", (ctx, req) -> {
                MOST_AT_ONCE.accumulateAndGet(AT_ONCE.incrementAndGet(), Math::max);
                return HttpResponse.of(CompletableFuture.supplyAsync(
                        () -> {
                            AT_ONCE.decrementAndGet();
                            return HttpResponse.of("slow");
                        },
                        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)));
            });
        }
    };

    private final Fetcher open = new Fetcher(
            new FetchSettings(Optional.of("desk@post.example"), Reach.EVERYWHERE, Duration.ZERO, 8), Clock.systemUTC());
    private final Fetcher guarded = new Fetcher(FetchSettings.DEFAULTS, Clock.systemUTC());

    @AfterEach
    void close() {
        open.close();
        guarded.close();
    }

    private static URI at(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.httpPort() + path);
    }

    private static Fetched get(Fetcher fetcher, Wanted wanted) {
        return fetcher.get(wanted).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static String text(Fetched fetched) {
        assertThat(fetched).as(fetched.toString()).isInstanceOf(Fetched.Body.class);
        return new String(((Fetched.Body) fetched).bytes(), StandardCharsets.UTF_8);
    }

    private static Fetched.Failed failure(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        return (Fetched.Failed) fetched;
    }

    private static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void aPageComesAndTheRequestSaysWhoAsks() {
        AGENTS.clear();

        assertThat(text(get(open, Wanted.page(at("/page"))))).isEqualTo("a page");
        assertThat(AGENTS).containsExactly("Rejoinder/0.1 (follows officials' statements; run by desk@post.example)");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        assertThat(get(open, Wanted.feed(at("/etag")).with("if-none-match", "\"1\"")))
                .isInstanceOf(Fetched.NotModified.class);
        assertThat(((Fetched.Body) get(open, Wanted.feed(at("/etag")))).header("etag"))
                .contains("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433", "127.1", "0x7f.0.0.1", "169.254.169.254"})
    void whatIsNotOfThePublicInternetIsRefused(String host) {
        Fetched.Failed failed = failure(get(guarded, Wanted.page(URI.create("http://" + host + ":9/page"))));

        assertThat(failed.message())
                .matches(
                        ".*(not an address of the public internet|has no host|there is no host|Not a valid domain name).*");
    }

    @Test
    void aNameThatLeadsToALoopbackAddressIsRefusedAfterItsLookup() {
        Fetched.Failed failed =
                failure(get(guarded, Wanted.feed(URI.create("http://localhost:" + SERVER.httpPort() + "/page"))));

        assertThat(failed.reason()).isEqualTo(Fetched.Reason.REFUSED);
        assertThat(failed.message()).startsWith("localhost leads to ");
    }

    @Test
    void aRedirectIsCheckedAsIfItWereAskedForAtOnce() {
        InetAddress trusted = InetAddress.getLoopbackAddress();
        FetchSettings settings =
                new FetchSettings(Optional.empty(), trusted::equals, Duration.ZERO, 8, Duration.ofSeconds(10));
        try (Fetcher fetcher = new Fetcher(settings, Clock.systemUTC())) {
            int before = LURED.get();
            assertThat(text(get(fetcher, Wanted.feed(at("/page"))))).isEqualTo("a page");

            Fetched.Failed failed = failure(get(fetcher, Wanted.feed(at("/to-another-address"))));

            assertThat(failed.reason()).isEqualTo(Fetched.Reason.REFUSED);
            assertThat(failed.message()).isEqualTo("127.0.0.2 is not an address of the public internet");
            assertThat(failure(get(fetcher, Wanted.feed(at("/to-file")))).reason())
                    .isEqualTo(Fetched.Reason.REFUSED);
            assertThat(LURED).hasValue(before);
        }
    }

    @Test
    void fiveRedirectsAreFollowedAndASixthIsNot() {
        Fetched fetched = get(open, Wanted.feed(at("/hops/5")));

        assertThat(text(fetched)).isEqualTo("a page");
        Fetched.Body fifth = (Fetched.Body) fetched;
        assertThat(fifth.url()).isEqualTo(at("/page"));
        assertThat(fifth.movedForGood()).isTrue();
        assertThat(failure(get(open, Wanted.feed(at("/hops/6")))).reason())
                .isEqualTo(Fetched.Reason.TOO_MANY_REDIRECTS);
    }

    @Test
    void aTokenStaysWithTheHostItIsFor() {
        AUTHORIZATIONS.clear();
        get(open, Wanted.feed(at("/elsewhere")).with("authorization", "Bearer secret"));
        get(open, Wanted.feed(at("/page")).with("authorization", "Bearer secret"));

        assertThat(AUTHORIZATIONS).containsExactly("none", "Bearer secret");
    }

    @Test
    void whatUnpacksToMoreThanFiveMebibytesIsRefused() {
        assertThat(text(get(open, Wanted.feed(at("/zipped"))))).isEqualTo("unpacked");
        assertThat(failure(get(open, Wanted.feed(at("/bomb")))).reason()).isEqualTo(Fetched.Reason.TOO_LARGE);
        assertThat(failure(get(open, Wanted.feed(at("/huge")))).reason()).isEqualTo(Fetched.Reason.TOO_LARGE);
    }

    @Test
    void aCertificateThatNobodySignedIsNotTrusted() {
        Fetched.Failed failed =
                failure(get(open, Wanted.feed(URI.create("https://127.0.0.1:" + SERVER.httpsPort() + "/page"))));

        assertThat(failed.reason()).isEqualTo(Fetched.Reason.UNREACHABLE);
        assertThat(failed.message()).startsWith("the certificate of 127.0.0.1 can't be trusted");
    }

    @Test
    void robotsTxtIsHonouredForPages() {
        Fetched.Failed failed = failure(get(open, Wanted.page(at("/secret/page"))));

        assertThat(failed.reason()).isEqualTo(Fetched.Reason.ROBOTS);
        assertThat(SECRETS_ASKED).hasValue(0);
    }

    @Test
    void aHostThatWantsToBeLeftAloneIsLeftAlone() {
        Instant before = Instant.now();
        Fetched.Failed failed = failure(get(open, Wanted.feed(at("/busy"))));
        Fetched.Failed again = failure(get(open, Wanted.feed(at("/page"))));

        assertThat(failed.retryAt().orElseThrow()).isAfter(before.plusSeconds(3500));
        assertThat(again.message()).contains("wants to be left alone until");
    }

    @Test
    void aHostIsAskedOneThingAtATime() {
        List<CompletableFuture<Fetched>> all = java.util.stream.Stream.generate(() -> Wanted.feed(at("/slow")))
                .limit(5)
                .map(open::get)
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(
                        text(one.orTimeout(20, TimeUnit.SECONDS).join()))
                .isEqualTo("slow"));
        assertThat(MOST_AT_ONCE).hasValue(1);
    }

    @Test
    void betweenTwoRequestsToAHostThereIsADelay() {
        try (Fetcher patient = new Fetcher(
                new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ofMillis(300), 8), Clock.systemUTC())) {
            Instant begin = Instant.now();
            get(patient, Wanted.feed(at("/page")));
            get(patient, Wanted.feed(at("/page")));

            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aServerThatAnswersTooSlowlyIsNotWaitedFor() {
        FetchSettings hasty =
                new FetchSettings(Optional.empty(), Reach.EVERYWHERE, Duration.ZERO, 8, Duration.ofMillis(30));
        try (Fetcher fetcher = new Fetcher(hasty, Clock.systemUTC())) {
            Fetched.Failed failed = failure(get(fetcher, Wanted.feed(at("/slow"))));

            assertThat(failed.reason()).isEqualTo(Fetched.Reason.TOO_SLOW);
            assertThat(failed.message()).isEqualTo("127.0.0.1 did not answer in time");
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeUnreachable() {
        assertThat(failure(get(open, Wanted.feed(URI.create("http://127.0.0.1:1/"))))
                        .message())
                .startsWith("can't reach 127.0.0.1");
        assertThat(failure(get(open, Wanted.feed(at("/nothing")))).reason()).isEqualTo(Fetched.Reason.NOT_THERE);
    }
}
