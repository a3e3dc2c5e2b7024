package ai.kamiyo.adapters.persistence.journal;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.access.UsageLogContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class JournaledUsageLogTest extends UsageLogContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();
  private JournaledUsageLog log;

  static ToolUse sample() {
    return use("claude");
  }

  @BeforeEach
  void open() {
    log = new JournaledUsageLog(folder.resolve("journal"), store, Duration.ofMillis(100), LONG);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Override
  protected UsageLog log() {
    return log;
  }

  @Override
  protected Collection<ToolUse> rows() {
    return store.rows();
  }

  @Override
  protected UsageLog broken() {
    return brokenLog();
  }

  @Test
  void theErrorOfAHomeThatCannotBeWrittenNamesItsSetting() {
    assertThatThrownBy(() -> brokenLog().record(sample())).hasMessageContaining("KAMIYO_HOME");
    assertThatThrownBy(() -> brokenLog().start()).hasMessageContaining("KAMIYO_HOME");
  }

  @Test
  void recordsAgainWhenTheHomeCanBeWrittenAgain() throws Exception {
    Path file = Files.createFile(folder.resolve("occupied"));
    try (JournaledUsageLog usageLog =
        new JournaledUsageLog(file.resolve("journal"), store, LONG, LONG)) {
      assertThatThrownBy(() -> usageLog.record(sample())).hasMessageContaining("KAMIYO_HOME");
      Files.delete(file);
      usageLog.record(sample());
      eventually("the row arrives", () -> store.rows().size() == 1);
    }
  }

  @Test
  void touchesNothingBeforeItIsUsed() {
    assertThat(folder).isEmptyDirectory();
    assertThat(store.attempts()).isZero();
  }

  @Test
  void rowsWaitWhileTheStoreIsDown() throws Exception {
    store.down(true);
    log.start();
    eventually("the store is tried", () -> store.attempts() > 0);
    List<ToolUse> uses = List.of(sample(), sample(), sample());
    uses.forEach(log::record);
    assertThat(store.rows()).isEmpty();
    store.down(false);
    eventually("the rows arrive", () -> store.rows().size() == 3);
    assertThat(store.rows()).isEqualTo(uses);
  }

  @Test
  void closingBringsTheLastRowsHomeAndLeavesNoFile() {
    List<ToolUse> uses = List.of(sample(), sample());
    uses.forEach(log::record);
    log.close();
    assertThat(store.rows()).isEqualTo(uses);
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void whatClosingCannotBringHomeTheNextStartDoes() throws Exception {
    store.down(true);
    ToolUse use = sample();
    log.record(use);
    log.close();
    assertThat(store.rows()).isEmpty();
    store.down(false);
    try (JournaledUsageLog next =
        new JournaledUsageLog(folder.resolve("journal"), store, LONG, LONG)) {
      next.start();
      eventually("the row arrives", () -> store.rows().equals(List.of(use)));
    }
  }

  @Test
  void oneThatCannotBeReadHoldsUpNoOther() throws Exception {
    ToolUse use = sample();
    Path journal = Files.createDirectories(folder.resolve("journal"));
    Files.createDirectory(journal.resolve("0" + OwnJournal.SUFFIX));
    Files.createDirectory(journal.resolve("2" + OwnJournal.SUFFIX));
    Files.write(journal.resolve("1" + OwnJournal.SUFFIX), ToolUseLine.encode(use));
    new Orphans(journal).drain(store);
    assertThat(store.rows()).containsExactly(use);
  }

  @Test
  void orphansAreLookedForAgainAndAgain() throws Exception {
    log.start();
    eventually("the first search is over", () -> store.attempts() > 1);
    ToolUse use = sample();
    Path late = folder.resolve("late");
    Files.write(late, ToolUseLine.encode(use));
    Files.move(late, folder.resolve("journal").resolve("late" + OwnJournal.SUFFIX));
    eventually("the row arrives", () -> store.rows().equals(List.of(use)));
  }

  @Test
  void aClosedLogRecordsNothing() {
    log.close();
    assertThatThrownBy(() -> log.record(sample())).isInstanceOf(IllegalStateException.class);
  }

  private JournaledUsageLog brokenLog() {
    try {
      Path file = folder.resolve("a file");
      Files.writeString(file, "where a folder should be");
      return new JournaledUsageLog(file.resolve("journal"), store, LONG, LONG);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
