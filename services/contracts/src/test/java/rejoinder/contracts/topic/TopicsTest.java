package rejoinder.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rejoinder.contracts.source.Cursor;
import rejoinder.contracts.topic.Topic.Keeping;
import rejoinder.contracts.topic.Topic.Partitions;

/** Names, keys and keeping of the topics. */
class TopicsTest {
    private static final Topics TOPICS = Topics.in("zubrowka");

    @Test
    void everyNameBeginsWithTheNamespace() {
        assertThat(TOPICS.all())
                .extracting(Topic::name)
                .containsExactly(
                        "zubrowka.sources",
                        "zubrowka.sources.status",
                        "zubrowka.cursors",
                        "zubrowka.submissions",
                        "zubrowka.documents",
                        "zubrowka.statements",
                        "zubrowka.statements.moved",
                        "zubrowka.statements.rejected",
                        "zubrowka.stories",
                        "zubrowka.corrections",
                        "zubrowka.builds",
                        "zubrowka.utterances",
                        "zubrowka.reactions",
                        "zubrowka.reactors",
                        "zubrowka.summaries.actor",
                        "zubrowka.summaries.country",
                        "zubrowka.summaries.story",
                        "zubrowka.webhooks",
                        "zubrowka.webhooks.status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Rejoinder", "a.", ".a", "a.b.c", "a.B", "a b", "-a", "a_b", "é"})
    void aNamespaceThatCouldMixWithAnotherIsRefused(String namespace) {
        assertThatThrownBy(() -> Topics.in(namespace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"");
    }

    @Test
    void aNamespaceHasAtMost61Characters() {
        assertThat(Topics.in("n".repeat(61)).namespace()).hasSize(61);
        assertThatThrownBy(() -> Topics.in("n".repeat(62))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBuildSharesWhatCameInAndHasOfItsOwnWhatIsMadeOfIt() {
        Topics build = Topics.in("zubrowka.march");

        assertThat(build.build()).isEqualTo("march");
        assertThat(build.base()).isEqualTo("zubrowka");
        assertThat(build.all()).containsAll(build.own());
        assertThat(build.own()).extracting(Topic::name).allMatch(name -> name.startsWith("zubrowka.march."));
        assertThat(build.all())
                .filteredOn(topic -> !build.own().contains(topic))
                .extracting(Topic::name)
                .containsExactly(
                        "zubrowka.sources",
                        "zubrowka.sources.status",
                        "zubrowka.submissions",
                        "zubrowka.documents",
                        "zubrowka.stories",
                        "zubrowka.corrections",
                        "zubrowka.builds",
                        "zubrowka.webhooks",
                        "zubrowka.webhooks.status");
    }

    @Test
    void aBuildIsFoundByItsNameFromAnyOther() {
        assertThat(TOPICS.build("march").namespace()).isEqualTo("zubrowka.march");
        assertThat(TOPICS.build("march").build("april").namespace()).isEqualTo("zubrowka.april");
        assertThat(TOPICS.build("march").build("original").namespace()).isEqualTo("zubrowka");
        assertThat(TOPICS.build()).isEqualTo("original");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "statements", "summaries", "documents", "A", ""})
    void aBuildHasNoNameThatMeansSomethingElse(String name) {
        assertThatThrownBy(() -> TOPICS.build(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingThatIsKeptIsDeletedByTime() {
        List<Topic<?>> kept = TOPICS.all().stream()
                .filter(topic -> topic.keeping() == Keeping.FOR_EVER || topic.keeping() == Keeping.COMPACTED)
                .toList();

        assertThat(kept).hasSize(17).allSatisfy(topic -> {
            boolean compacted = "compact".equals(topic.config().get("cleanup.policy"));
            boolean forEver = "-1".equals(topic.config().get("retention.ms"))
                    && "-1".equals(topic.config().get("retention.bytes"));
            assertThat(compacted || forEver).as(topic.name()).isTrue();
        });
    }

    @Test
    void whatIsOnItsWayAndWhatWasRejectedIsKeptForDays() {
        assertThat(TOPICS.submissions().config()).containsEntry("retention.ms", "604800000");
        assertThat(TOPICS.rejected().config()).containsEntry("retention.ms", "2592000000");
    }

    @Test
    void onlyWhatEditorsSayHasOnePartition() {
        assertThat(TOPICS.all())
                .filteredOn(topic -> topic.partitions() == Partitions.ONE)
                .extracting(Topic::name)
                .containsExactly("zubrowka.stories", "zubrowka.corrections", "zubrowka.builds");
    }

    @Test
    void whatBelongsTogetherIsSplitAlikeSoThatItIsSharedOutTogether() {
        assertThat(TOPICS.all())
                .filteredOn(topic -> topic.partitions().count(3) == 12)
                .extracting(Topic::name)
                .containsExactly(
                        "zubrowka.sources",
                        "zubrowka.sources.status",
                        "zubrowka.cursors",
                        "zubrowka.submissions",
                        "zubrowka.webhooks",
                        "zubrowka.webhooks.status");
    }

    @Test
    void aKeyHasTwoPartsAndTheFirstCanNotHideTheSeparator() {
        assertThat(Topics.key("border-remark", "u-1")).isEqualTo("border-remark|u-1");
        assertThat(Topics.key("inbox", "a|b.txt")).isEqualTo("inbox|a|b.txt");
        assertThatThrownBy(() -> Topics.key("a|b", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCursorsKeyIsItsSourceAndItem() {
        Cursor cursor =
                new Cursor("inbox", "2026/a.txt", Optional.empty(), "0".repeat(64), 1, 1, Optional.empty(), List.of());

        assertThat(Topics.cursorKey(cursor)).isEqualTo("inbox|2026/a.txt");
    }

    @Test
    void noTwoTopicsShareANameAndOnlyStatementsHaveTwo() {
        assertThat(TOPICS.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(TOPICS.all())
                .filteredOn(topic -> !topic.equals(TOPICS.movedStatements()))
                .extracting(Topic::type)
                .doesNotHaveDuplicates();
        assertThat(Set.copyOf(TOPICS.all())).hasSize(19);
    }
}
