package ai.kamiyo.adapters.kamiyo.search;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.exploit.DateRange;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Sort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexStoreTest {
  private static final List<Exploit> SOME =
      List.of(exploit("Acme", "2024-01-01").get(), exploit("Zebra", "2024-02-01").get());

  @TempDir Path home;

  @Test
  void whatIsKeptIsFoundAgainAndAnswersAlike() throws IOException {
    assertThat(find("zebra")).isEqualTo("Zebra");
    FileTime written = Files.getLastModifiedTime(onlyIndex());
    assertThat(find("zebra")).isEqualTo("Zebra");
    assertThat(Files.getLastModifiedTime(onlyIndex())).isEqualTo(written);
  }

  @Test
  void otherExploitsHaveAnotherIndex() throws IOException {
    find("zebra");
    new ExploitIndex(SOME.subList(0, 1), store());
    assertThat(indexes()).hasSize(2);
  }

  @Test
  void aDamagedIndexIsBuiltAgain() throws IOException {
    find("zebra");
    try (Stream<Path> files = Files.list(onlyIndex())) {
      for (Path file : files.toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertThat(find("zebra")).isEqualTo("Zebra");
    assertThat(find("acme")).isEqualTo("Acme");
  }

  @Test
  void whereNothingCanBeKeptItIsBuiltInMemory() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "in the way");
    ExploitIndex index = new ExploitIndex(SOME, IndexStore.in(file.resolve("index")));
    assertThat(index.search(query("zebra")).exploits()).hasSize(1);
  }

  /** As whoever closes a server does to the thread that builds one. */
  @Test
  void whoIsInterruptedBuildsNone() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new ExploitIndex(SOME, store()))
          .isInstanceOf(UncheckedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void indexesOfEarlierDataGo() throws IOException {
    find("zebra");
    Path old = onlyIndex();
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    new ExploitIndex(SOME.subList(0, 1), store());
    assertThat(old).doesNotExist();
    assertThat(indexes()).hasSize(1);
  }

  @Test
  void severalAtOnceAgreeOnOne() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<String> find = () -> find("zebra");
      List<Future<String>> found =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> find).toList());
      for (Future<String> name : found) {
        assertThat(name.get()).isEqualTo("Zebra");
      }
    }
    assertThat(indexes()).hasSize(1);
  }

  private String find(String text) {
    return new ExploitIndex(SOME, store())
        .search(query(text))
        .exploits()
        .getFirst()
        .victim()
        .name();
  }

  private static ExploitQuery query(String text) {
    Filters filters =
        new Filters(
            Optional.of(text),
            DateRange.ALL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return ExploitQuery.first(filters, Sort.RELEVANCE, Optional.empty(), 5);
  }

  private IndexStore store() {
    return IndexStore.in(home.resolve("index"));
  }

  private Path onlyIndex() throws IOException {
    assertThat(indexes()).hasSize(1);
    return indexes().getFirst();
  }

  private List<Path> indexes() throws IOException {
    try (Stream<Path> indexes = Files.list(home.resolve("index"))) {
      return indexes.toList();
    }
  }
}
