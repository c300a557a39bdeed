package rejoinder.ingestor;

import java.util.List;
import java.util.Optional;
import rejoinder.contracts.document.PushedDocument;
import rejoinder.contracts.document.PushedStatement;
import rejoinder.contracts.document.Submission;
import rejoinder.contracts.json.JsonSerde;
import rejoinder.ingestor.document.Fingerprint;
import rejoinder.ingestor.document.Item;

/** What clients pushed, as items. */
final class Submissions {
    private Submissions() {}

    /** The item that a submission of {@code size} bytes is. */
    static Item item(Submission submission, long size) {
        Item.Content content = submission.document().isPresent()
                ? new Item.Text(submission.document().get(), List.of())
                : new Item.Row(submission.statement().orElseThrow());
        return new Item(
                submission.source(),
                submission.id(),
                submission.id(),
                content,
                fingerprint(submission),
                size,
                Optional.empty(),
                submission.receivedAt(),
                Optional.empty());
    }

    /** Of what was pushed, not of when: the same push twice has the same. */
    private static String fingerprint(Submission submission) {
        return Fingerprint.of(submission
                .document()
                .map(new JsonSerde<>(PushedDocument.class)::toBytes)
                .or(() -> submission.statement().map(new JsonSerde<>(PushedStatement.class)::toBytes))
                .orElseThrow());
    }
}
