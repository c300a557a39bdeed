package rejoinder.gateway.roundup;

/** A round-up as a document of plain HTML, without style or script, to be copied from. */
final class Html {
    private Html() {}

    static String of(RoundUp roundUp) {
        StringBuilder html =
                new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<title>").append(escaped(roundUp.story().title())).append("</title>\n</head>\n<body>\n");
        html.append("<h1>").append(escaped(roundUp.story().title())).append("</h1>\n");
        html.append("<p>")
                .append(escaped(Wording.trigger(roundUp.story().triggerEvent())))
                .append("</p>\n");
        if (roundUp.groups().isEmpty()) {
            html.append("<p>Nobody has reacted yet.</p>\n");
        }
        for (RoundUp.Group group : roundUp.groups()) {
            group.heading()
                    .ifPresent(heading ->
                            html.append("<h2>").append(escaped(heading)).append("</h2>\n"));
            for (RoundUp.Place place : group.places()) {
                String level = group.heading().isPresent() ? "h3" : "h2";
                place.heading().ifPresent(heading -> html.append('<')
                        .append(level)
                        .append('>')
                        .append(escaped(heading))
                        .append("</")
                        .append(level)
                        .append(">\n"));
                html.append("<ul>\n");
                place.lines().forEach(line -> line(roundUp.grouping(), line, html));
                html.append("</ul>\n");
            }
        }
        return html.append("<p>As of ")
                .append(Wording.moment(roundUp.asOf()))
                .append(".</p>\n</body>\n</html>\n")
                .toString();
    }

    private static void line(RoundUp.Grouping grouping, RoundUp.Line line, StringBuilder html) {
        String lang = line.language()
                .filter(code -> code.matches("[A-Za-z-]{2,20}"))
                .map(code -> " lang=\"" + code + "\"")
                .orElse("");
        html.append("<li>");
        if (line.quoted()) {
            html.append("<span dir=\"auto\"")
                    .append(lang)
                    .append(">“")
                    .append(escaped(line.text()))
                    .append("”</span>");
        } else {
            html.append("In the words of the report: <span dir=\"auto\"")
                    .append(lang)
                    .append('>')
                    .append(escaped(line.text()))
                    .append("</span>");
        }
        html.append(" — <strong>")
                .append(escaped(line.speaker()))
                .append("</strong>")
                .append(escaped(Wording.place(grouping, line)));
        line.role().ifPresent(role -> html.append(", ").append(escaped(role)));
        html.append(", ")
                .append(Wording.date(line.saidAt()))
                .append(Wording.stance(grouping, line))
                .append(" (");
        String outlets = escaped(Wording.outlets(line));
        html.append(line.url()
                .map(url -> "<a href=\"" + escaped(url) + "\" rel=\"noreferrer\">" + outlets + "</a>")
                .orElse(outlets));
        html.append(")</li>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
