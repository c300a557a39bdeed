package rejoinder.gateway.page;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import rejoinder.gateway.http.Routes;

/** The page at {@code /}, {@code /stories/ID} and {@code /sources}, and its files below {@code /page/}. */
public final class PageRoutes implements Routes {
    private static final String FOLDER = "page";

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
        server.service("/", index.asService().decorate(EncodingService.newDecorator()));
        server.service("/sources", index.asService().decorate(EncodingService.newDecorator()));
        server.service("/stories/{id}", index.asService().decorate(EncodingService.newDecorator()));
        server.service(
                Route.builder()
                        .methods(HttpMethod.GET, HttpMethod.HEAD)
                        .pathPrefix("/page")
                        .build(),
                files.decorate(EncodingService.newDecorator()));
    }
}
