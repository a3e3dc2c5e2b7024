package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UsageLog} keeps to. */
public abstract class UsageLogContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant AT = Instant.parse("2026-11-23T12:34:56.123456Z");

  protected abstract UsageLog log();

  /** Every row that has reached its final place by now. */
  protected abstract Collection<ToolUse> rows();

  /** A log that cannot keep a row at all. */
  protected abstract UsageLog broken();

  @Test
  void aRecordedUseArrives() throws InterruptedException {
    ToolUse use = use("claude");
    log().record(use);
    assertThat(rowsAfter(1)).containsExactly(use);
  }

  @Test
  void theSameUseArrivesOnce() throws InterruptedException {
    ToolUse use = use("claude");
    ToolUse last = use("last");
    log().record(use);
    log().record(use);
    log().record(last);
    assertThat(rowsAfter(2)).containsExactlyInAnyOrder(use, last);
  }

  @ParameterizedTest
  @EnumSource(ToolUse.Outcome.class)
  void everyOutcomeArrives(ToolUse.Outcome outcome) throws InterruptedException {
    ToolUse use =
        new ToolUse(
            UUID.randomUUID(),
            AT,
            new CustomerId("cus_1"),
            Tool.SEARCH_EXPLOITS,
            Tier.TEAM,
            outcome,
            Duration.ofHours(25),
            "");
    log().record(use);
    assertThat(rowsAfter(1)).containsExactly(use);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines\r\n",
        "tab\there",
        "back\\slash \\n \\\\t",
        "'; drop table tool_call; --",
        "\u0001\u0007\u001b[31m\u007f\u0085\u2028",
        "Zürich 東京 🦀 عربى",
        " "
      })
  void hostileClientNamesArriveAsTheyAre(String client) throws InterruptedException {
    ToolUse use = use(client);
    ToolUse next = use("next");
    log().record(use);
    log().record(next);
    assertThat(rowsAfter(2)).containsExactlyInAnyOrder(use, next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nul\0nul", "half a pair \ud83e"})
  void namesThatNoDatabaseTakesStandInNobodysWay(String client) throws InterruptedException {
    log().record(use(client));
    ToolUse next = use("next");
    log().record(next);
    assertThat(rowsAfter(2)).contains(next);
  }

  @Test
  void anInterruptedThreadRecordsToo() throws InterruptedException {
    ToolUse use = use("cancelled");
    Thread.currentThread().interrupt();
    log().record(use);
    assertThat(Thread.interrupted()).isTrue();
    ToolUse next = use("next");
    log().record(next);
    assertThat(rowsAfter(2)).containsExactlyInAnyOrder(use, next);
  }

  @Test
  void manyThreadsRecordAtOnce() throws Exception {
    Callable<List<ToolUse>> writer =
        () -> {
          List<ToolUse> written = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            ToolUse use = use("client " + i);
            log().record(use);
            written.add(use);
          }
          return written;
        };
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<ToolUse> expected = new ArrayList<>();
      for (Future<List<ToolUse>> written :
          executor.invokeAll(
              List.of(writer, writer, writer, writer, writer, writer, writer, writer))) {
        expected.addAll(written.get());
      }
      assertThat(rowsAfter(expected.size())).containsExactlyInAnyOrderElementsOf(expected);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void whatCannotBeKeptThrows() {
    UsageLog broken = broken();
    ToolUse use = use("claude");
    assertThatThrownBy(() -> broken.record(use)).isInstanceOf(RuntimeException.class);
  }

  /** A use like any other. */
  protected static ToolUse use(String client) {
    return new ToolUse(
        UUID.randomUUID(),
        AT,
        new CustomerId("cus_1"),
        Tool.SEARCH_EXPLOITS,
        Tier.PERSONAL,
        ToolUse.Outcome.ANSWERED,
        Duration.ofNanos(1_234_000),
        client);
  }

  private Collection<ToolUse> rowsAfter(int expected) throws InterruptedException {
    long begin = System.nanoTime();
    Collection<ToolUse> rows = rows();
    while (rows.size() < expected && System.nanoTime() - begin < PATIENCE.toNanos()) {
      Thread.sleep(20);
      rows = rows();
    }
    return rows;
  }
}
