package rejoinder.gateway.contract;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Tagged;

/**
 * {@code GET /api/v1/openapi.yaml} and {@code asyncapi.yaml}, the schemas they refer to at the addresses they give, and at
 * {@code /api/v1} a page for people.
 */
public final class ContractRoutes implements Routes {
    private static final MediaType YAML =
            MediaType.create("application", "yaml").withParameter("charset", "utf-8");
    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,40}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");

    private final String page = ContractPage.of(text("openapi.yaml").orElseThrow());

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .get("/api/v1")
                .get("/api/v1/")
                .build((ctx, request) -> Tagged.text(ctx.request(), MediaType.HTML_UTF_8, page));
        server.route().get("/api/v1/openapi.yaml").build((ctx, request) -> file(ctx, "openapi.yaml", YAML));
        server.route().get("/api/v1/asyncapi.yaml").build((ctx, request) -> file(ctx, "asyncapi.yaml", YAML));
        server.route().get("/api/v1/schemas/{type}/{file}").build((ctx, request) -> schema(ctx));
    }

    private static HttpResponse schema(ServiceRequestContext ctx) {
        String type = ctx.pathParam("type");
        String file = ctx.pathParam("file");
        boolean named = TYPE.matcher(type).matches()
                && file.endsWith(".json")
                && VERSION.matcher(file.substring(0, file.length() - ".json".length()))
                        .matches();
        return named
                ? file(ctx, type + "/" + file, MediaType.JSON_UTF_8)
                : Problem.notFound("there is no such schema").response();
    }

    private static HttpResponse file(ServiceRequestContext ctx, String name, MediaType type) {
        return text(name)
                .map(text -> Tagged.text(ctx.request(), type, text))
                .orElseGet(() -> Problem.notFound("there is no such schema").response());
    }

    /** The contract, with references to schemas by the addresses they are served at. */
    private static Optional<String> text(String name) {
        try (InputStream in = ContractRoutes.class.getResourceAsStream("/schemas/" + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replaceAll("\\./([a-z-]+/[0-9.]+\\.json)", "/api/v1/schemas/$1"));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name + " of this program", e);
        }
    }
}
