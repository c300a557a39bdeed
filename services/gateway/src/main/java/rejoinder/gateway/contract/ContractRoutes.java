package rejoinder.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import rejoinder.contracts.json.Json;
import rejoinder.gateway.http.Problem;
import rejoinder.gateway.http.Routes;
import rejoinder.gateway.http.Tagged;

/**
 * {@code GET /api/v1/openapi.yaml} in one piece and {@code asyncapi.yaml}, the schemas at the addresses that the latter
 * gives, and at {@code /api/v1} a page for people.
 */
public final class ContractRoutes implements Routes {
    private static final MediaType YAML =
            MediaType.create("application", "yaml").withParameter("charset", "utf-8");
    private static final Pattern TYPE = Pattern.compile("[a-z-]{1,40}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern SCHEMA = Pattern.compile("\\./([a-z-]+/[0-9.]+\\.json)");

    /** What is made of {@code openapi.yaml}, when it is first asked for. */
    private static final class OpenApi {
        static final String PAGE;
        static final String WHOLE;

        static {
            // Ours would sort what is written in an order that reads well.
            JsonMapper mapper = new JsonMapper();
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            JsonNode contract =
                    mapper.valueToTree(yaml.load(text("openapi.yaml").orElseThrow()));
            PAGE = ContractPage.of(contract);
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            JsonNode whole = WholeContract.of(contract, ContractRoutes::json);
            WHOLE = new Yaml(options).dump(mapper.convertValue(whole, Object.class));
        }
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route()
                .get("/api/v1")
                .get("/api/v1/")
                .build((ctx, request) -> Tagged.text(ctx.request(), MediaType.HTML_UTF_8, OpenApi.PAGE));
        server.route()
                .get("/api/v1/openapi.yaml")
                .build((ctx, request) -> Tagged.text(ctx.request(), YAML, OpenApi.WHOLE));
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

    /** A file, with references to schemas by the addresses they are served at. */
    private static HttpResponse file(ServiceRequestContext ctx, String name, MediaType type) {
        return text(name)
                .map(text ->
                        Tagged.text(ctx.request(), type, SCHEMA.matcher(text).replaceAll("/api/v1/schemas/$1")))
                .orElseGet(() -> Problem.notFound("there is no such schema").response());
    }

    private static JsonNode json(String name) {
        try {
            return Json.mapper().readTree(text(name).orElseThrow());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " of this program is not JSON", e);
        }
    }

    private static Optional<String> text(String name) {
        try (InputStream in = ContractRoutes.class.getResourceAsStream("/schemas/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name + " of this program", e);
        }
    }
}
