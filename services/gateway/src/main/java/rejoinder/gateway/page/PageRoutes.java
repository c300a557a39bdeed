package rejoinder.gateway.page;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import java.util.List;
import rejoinder.gateway.http.Routes;

/**
 * The page at the addresses of its views, a story for other sites' frames at {@code /embed/ID}, and their files below
 * {@code /page/}.
 */
public final class PageRoutes implements Routes {
    private static final String FOLDER = "page";
    /** The addresses of views; which one is shown is for the page itself to tell. */
    private static final List<String> VIEWS = List.of("/", "/sources", "/stories/{id}");

    @Override
    public void addTo(ServerBuilder server) {
        ClassLoader classes = PageRoutes.class.getClassLoader();
        // Revalidated by ETag at each load: a restarted gateway's page never mixes files of two versions.
        HttpFile index = HttpFile.builder(classes, FOLDER + "/index.html")
                .cacheControl(ServerCacheControl.REVALIDATED)
                .build();
        FileService files = FileService.builder(classes, FOLDER)
                .cacheControl(ServerCacheControl.REVALIDATED)
                .build();
        VIEWS.forEach(path -> server.service(path, index.asService().decorate(EncodingService.newDecorator())));
        // The one address that other sites may show in a frame: it only reads, and sets nothing on the reader's
        // machine.
        HttpFile embed = HttpFile.builder(classes, FOLDER + "/embed.html")
                .cacheControl(ServerCacheControl.REVALIDATED)
                .setHeader(
                        "content-security-policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors *")
                .build();
        server.service("/embed/{id}", embed.asService().decorate(EncodingService.newDecorator()));
        server.service(
                Route.builder()
                        .methods(HttpMethod.GET, HttpMethod.HEAD)
                        .pathPrefix("/page")
                        .build(),
                files.decorate(EncodingService.newDecorator()));
    }
}
