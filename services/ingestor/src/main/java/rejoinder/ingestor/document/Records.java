package rejoinder.ingestor.document;

import java.util.List;
import rejoinder.contracts.document.Document;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.statement.Statement;

/** What an item becomes, to be written in one transaction. */
public record Records(Document document, List<Statement> statements, Cursor cursor) {
    public Records {
        statements = List.copyOf(statements);
    }

    /** How many statements it asserts. */
    public long asserted() {
        return statements.stream().filter(Statement.Asserted.class::isInstance).count();
    }
}
