package rejoinder.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The contract of the HTTP API as a page that reads well: every address, what it takes and what it answers. */
final class ContractPage {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final JsonNode root;
    private final StringBuilder html = new StringBuilder();

    private ContractPage(JsonNode root) {
        this.root = root;
    }

    static String of(JsonNode contract) {
        return new ContractPage(contract).page();
    }

    private String page() {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Rejoinder's API</title>\n<link rel=\"stylesheet\" href=\"/page/css/base.css\">\n")
                .append("<link rel=\"stylesheet\" href=\"/page/css/contract.css\">\n</head>\n<body>\n")
                .append("<header class=\"masthead\"><a class=\"wordmark\" href=\"/?list\">Rejoinder</a></header>\n")
                .append("<main class=\"contract\">\n<h1>The API</h1>\n");
        paragraph(root.at("/info/description"));
        html.append("<p>For programs: <a href=\"/api/v1/openapi.yaml\">openapi.yaml</a>; the topics:"
                + " <a href=\"/api/v1/asyncapi.yaml\">asyncapi.yaml</a>.</p>\n");
        root.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(method -> path.getValue().has(method))
                .forEach(method -> operation(
                        path.getKey(), method, path.getValue(), path.getValue().path(method))));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void operation(String path, String method, JsonNode item, JsonNode operation) {
        String id = operation.path("operationId").asText();
        html.append("<section id=\"").append(escaped(id)).append("\">\n<h2><code>");
        html.append(method.toUpperCase(java.util.Locale.ROOT)).append(' ').append(escaped(path));
        html.append("</code></h2>\n");
        paragraph(operation.path("summary"));
        paragraph(operation.path("description"));
        StringBuilder rows = new StringBuilder();
        for (JsonNode holder : List.of(item, operation)) {
            holder.path("parameters").forEach(each -> parameter(resolved(each), rows));
        }
        table("Takes", rows);
        StringBuilder answers = new StringBuilder();
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            row(
                    answers,
                    answer.getKey(),
                    resolved(answer.getValue()).path("description").asText());
        }
        table("Answers", answers);
        html.append("</section>\n");
    }

    private static void parameter(JsonNode parameter, StringBuilder rows) {
        String needed = parameter.path("required").asBoolean() ? " (needed)" : "";
        row(
                rows,
                parameter.path("name").asText() + needed,
                parameter.path("description").asText());
    }

    private void table(String caption, StringBuilder rows) {
        if (!rows.isEmpty()) {
            html.append("<table><caption>")
                    .append(caption)
                    .append("</caption>")
                    .append(rows)
                    .append("</table>\n");
        }
    }

    private static void row(StringBuilder rows, String name, String what) {
        rows.append("<tr><th scope=\"row\"><code>")
                .append(escaped(name))
                .append("</code></th><td>")
                .append(escaped(what))
                .append("</td></tr>\n");
    }

    private void paragraph(JsonNode text) {
        if (!text.asText().isBlank()) {
            html.append("<p>").append(escaped(text.asText())).append("</p>\n");
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? root.at(reference.substring(1)) : node;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
