package rejoinder.gateway.roundup;

/** A round-up as Markdown (CommonMark). What is quoted is escaped, so that it can't become markup or a link. */
final class Markdown {
    private Markdown() {}

    static String of(RoundUp roundUp) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(escaped(roundUp.story().title())).append("\n\n");
        text.append(escaped(Wording.trigger(roundUp.story().triggerEvent()))).append("\n\n");
        if (roundUp.groups().isEmpty()) {
            text.append("Nobody has reacted yet.\n\n");
        }
        for (RoundUp.Group group : roundUp.groups()) {
            group.heading()
                    .ifPresent(heading ->
                            text.append("## ").append(escaped(heading)).append("\n\n"));
            for (RoundUp.Place place : group.places()) {
                String level = group.heading().isPresent() ? "### " : "## ";
                place.heading()
                        .ifPresent(heading ->
                                text.append(level).append(escaped(heading)).append("\n\n"));
                place.lines().forEach(line -> line(roundUp.grouping(), line, text));
                text.append('\n');
            }
        }
        return text.append("As of ")
                .append(Wording.moment(roundUp.asOf()))
                .append(".\n")
                .toString();
    }

    private static void line(RoundUp.Grouping grouping, RoundUp.Line line, StringBuilder text) {
        text.append("- ");
        if (line.quoted()) {
            text.append('“').append(escaped(line.text())).append('”');
        } else {
            text.append("In the words of the report: ").append(escaped(line.text()));
        }
        text.append(" — **")
                .append(escaped(line.speaker()))
                .append("**")
                .append(escaped(Wording.place(grouping, line)));
        line.role().ifPresent(role -> text.append(", ").append(escaped(role)));
        text.append(", ")
                .append(Wording.date(line.saidAt()))
                .append(escaped(Wording.stance(grouping, line)))
                .append(" (");
        String outlets = escaped(Wording.outlets(line));
        text.append(line.url()
                .map(url -> "[" + outlets + "](<" + address(url) + ">)")
                .orElse(outlets));
        text.append(")\n");
    }

    /** Line ends become spaces: a quotation stays in its line. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.replaceAll("\\s+", " ").codePoints().forEach(point -> {
            if (point < 128 && "\\`*_{}[]<>#+-!|&~".indexOf(point) >= 0) {
                safe.append('\\');
            }
            safe.appendCodePoint(point);
        });
        return safe.toString();
    }

    private static String address(String url) {
        return url.replaceAll("[\\s<>\\\\]", "");
    }
}
