package ai.kamiyo.adapters.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.ToolUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJournalTest {
  @Test
  void rowsComeInTheirOrderAndInPieces(@TempDir Path folder) throws IOException {
    OwnJournal journal = OwnJournal.create(folder);
    List<ToolUse> written = append(journal, 5_000);
    List<ToolUse> read = new ArrayList<>();
    int pieces = 0;
    while (!journal.isEmpty()) {
      Batch batch = journal.oldest();
      read.addAll(batch.uses());
      assertThat(batch.damaged()).isZero();
      journal.forget(batch);
      pieces++;
    }
    assertThat(read).isEqualTo(written);
    assertThat(pieces).isGreaterThan(5);
    journal.close();
  }

  @Test
  void theFileIsEmptyWhenAllIsForgottenAndGoneWhenClosed(@TempDir Path folder) throws IOException {
    OwnJournal journal = OwnJournal.create(folder);
    append(journal, 10);
    assertThat(Files.size(only(folder))).isPositive();
    journal.forget(journal.oldest());
    assertThat(Files.size(only(folder))).isZero();
    journal.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aJournalThatNeverRunsEmptyStillDoesNotGrow(@TempDir Path folder) throws IOException {
    OwnJournal journal = OwnJournal.create(folder);
    List<ToolUse> written = new ArrayList<>(append(journal, 3_000));
    List<ToolUse> read = new ArrayList<>();
    long largest = 0;
    for (int i = 0; i < 150; i++) {
      Batch batch = journal.oldest();
      read.addAll(batch.uses());
      journal.forget(batch);
      written.addAll(append(journal, batch.uses().size()));
      largest = Math.max(largest, Files.size(only(folder)));
    }
    while (!journal.isEmpty()) {
      Batch batch = journal.oldest();
      read.addAll(batch.uses());
      journal.forget(batch);
    }
    assertThat(read).isEqualTo(written);
    assertThat(largest).isLessThan(2_500_000);
    journal.close();
  }

  @Test
  void rowsNobodyReadStayWhenItIsClosed(@TempDir Path folder) throws IOException {
    OwnJournal journal = OwnJournal.create(folder);
    List<ToolUse> written = append(journal, 3);
    journal.close();
    FakeStore store = new FakeStore();
    new Orphans(folder).drain(store);
    assertThat(store.rows()).isEqualTo(written);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anOwnedJournalIsNoOrphan(@TempDir Path folder) throws IOException {
    OwnJournal journal = OwnJournal.create(folder);
    append(journal, 3);
    FakeStore store = new FakeStore();
    new Orphans(folder).drain(store);
    assertThat(store.rows()).isEmpty();
    journal.close();
  }

  @Test
  void tornLinesAreLeftOut(@TempDir Path folder) throws IOException {
    ToolUse first = JournaledUsageLogTest.sample();
    ToolUse second = JournaledUsageLogTest.sample();
    String torn = "0123abcd\thalf a li";
    Files.writeString(
        folder.resolve("dead" + OwnJournal.SUFFIX),
        line(first) + torn + "\n\n" + line(second) + line(first).substring(0, 30));
    FakeStore store = new FakeStore();
    new Orphans(folder).drain(store);
    assertThat(store.rows()).containsExactly(first, second);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rubbishWithoutLineEndsIsPassedOver(@TempDir Path folder) throws IOException {
    Path rubbish = folder.resolve("dead" + OwnJournal.SUFFIX);
    ToolUse use = JournaledUsageLogTest.sample();
    Files.writeString(rubbish, "\0".repeat(200_000) + "\n" + line(use));
    FakeStore store = new FakeStore();
    new Orphans(folder).drain(store);
    assertThat(store.rows()).containsExactly(use);
  }

  @Test
  void aJournalOfANewerVersionIsLeftToIt(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("dead.2.journal"), "whatever\n");
    ToolUse use = JournaledUsageLogTest.sample();
    Files.writeString(folder.resolve("dead" + OwnJournal.SUFFIX), line(use));
    FakeStore store = new FakeStore();
    new Orphans(folder).drain(store);
    assertThat(store.rows()).containsExactly(use);
    assertThat(only(folder)).hasFileName("dead.2.journal");
  }

  @Test
  void anOrphanStaysWhileTheStoreFails(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("dead" + OwnJournal.SUFFIX), line(JournaledUsageLogTest.sample()));
    FakeStore store = new FakeStore();
    store.down(true);
    assertThatThrownBy(() -> new Orphans(folder).drain(store)).hasMessage("the store is down");
    assertThat(only(folder)).isNotEmptyFile();
  }

  @Test
  void aFolderThatIsNotThereHasNoOrphans(@TempDir Path folder) throws IOException {
    FakeStore store = new FakeStore();
    new Orphans(folder.resolve("nowhere")).drain(store);
    assertThat(store.rows()).isEmpty();
  }

  private static List<ToolUse> append(OwnJournal journal, int count) throws IOException {
    List<ToolUse> uses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ToolUse use = JournaledUsageLogTest.sample();
      journal.append(ToolUseLine.encode(use));
      uses.add(use);
    }
    return uses;
  }

  private static String line(ToolUse use) {
    return new String(ToolUseLine.encode(use), UTF_8);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((a, b) -> folder.resolve("more than one")).orElseThrow();
    }
  }
}
