package rejoinder.gateway.page;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import java.util.List;
import org.webjars.WebJarVersionLocator;
import rejoinder.gateway.http.Routes;

/**
 * The page at the addresses of its views, a story for other sites' frames at {@code /embed/ID}, their files below
 * {@code /page/}, and the libraries that the page's import map names below {@code /page/lib/}.
 */
public final class PageRoutes implements Routes {
    private static final String FOLDER = "page";
    /** The addresses of views; which one is shown is for the page itself to tell. */
    private static final List<String> VIEWS = List.of(
            "/",
            "/sources",
            "/stories/{id}",
            "/stories/{id}/edit",
            "/stories/{id}/roundup",
            "/actors/{id}",
            "/countries/{code}",
            "/utterances/{id}");

    private static final List<String> LIBRARIES = List.of("d3-geo", "d3-array");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'%s; style-src 'self'; connect-src 'self';"
                    + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors %s";

    @Override
    public void addTo(ServerBuilder server) {
        ClassLoader classes = PageRoutes.class.getClassLoader();
        String ownScripts = " " + ImportMap.source(classes, FOLDER + "/index.html");
        HttpService index = page(classes, "index.html", POLICY.formatted(ownScripts, "'none'"));
        VIEWS.forEach(path -> server.service(path, index));
        // The one address that other sites may show in a frame: it only reads, and sets nothing on the reader's
        // machine.
        server.service("/embed/{id}", page(classes, "embed.html", POLICY.formatted("", "*")));
        files(server, "/page", classes, FOLDER);
        WebJarVersionLocator versions = new WebJarVersionLocator();
        LIBRARIES.forEach(library -> files(
                server,
                "/page/lib/" + library,
                classes,
                WebJarVersionLocator.WEBJARS_PATH_PREFIX + "/" + library + "/" + versions.version(library)));
    }

    /** Revalidated by ETag at each load: a restarted gateway's page never mixes files of two versions. */
    private static HttpService page(ClassLoader classes, String file, String policy) {
        return HttpFile.builder(classes, FOLDER + "/" + file)
                .cacheControl(ServerCacheControl.REVALIDATED)
                .setHeader("content-security-policy", policy)
                .build()
                .asService()
                .decorate(EncodingService.newDecorator());
    }

    private static void files(ServerBuilder server, String prefix, ClassLoader classes, String folder) {
        server.service(
                Route.builder()
                        .methods(HttpMethod.GET, HttpMethod.HEAD)
                        .pathPrefix(prefix)
                        .build(),
                FileService.builder(classes, folder)
                        .cacheControl(ServerCacheControl.REVALIDATED)
                        .build()
                        .decorate(EncodingService.newDecorator()));
    }
}
