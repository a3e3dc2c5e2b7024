package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class PartitionsTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-23T08:00:00Z");

  private final DSLContext database = Postgres.migrated().dsl();
  private final Partitions partitions = new Partitions(database);
  private final JooqToolCalls calls = new JooqToolCalls(database);

  @Test
  void thisMonthAndTheNextTwoAreMadeOnce() {
    partitions.keep(at(NOVEMBER));
    partitions.keep(at(NOVEMBER));
    assertThat(partitions.existing())
        .containsExactlyInAnyOrder(
            YearMonth.of(2026, 11), YearMonth.of(2026, 12), YearMonth.of(2027, 1));
  }

  @Test
  void rowsThatWereEarlierThanTheirPartitionMoveIntoIt() {
    List<Instant> moments =
        List.of(
            Instant.parse("2026-10-31T23:59:59.999999Z"),
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-11-30T23:59:59.999999Z"),
            Instant.parse("2026-12-01T00:00:00Z"));
    moments.forEach(moment -> calls.add(List.of(ToolCallsContract.use(moment))));
    partitions.keep(at(NOVEMBER));
    assertThat(calls.count()).isEqualTo(4);
    assertThat(rows("tool_call_default")).isEqualTo(1);
    assertThat(rows("tool_call_2026_11")).isEqualTo(2);
    assertThat(rows("tool_call_2026_12")).isEqualTo(1);
  }

  @Test
  void theSameRowIsNotAddedAgainAfterItMoved() {
    var use = ToolCallsContract.use(NOVEMBER);
    calls.add(List.of(use));
    partitions.keep(at(NOVEMBER));
    assertThat(calls.add(List.of(use))).isZero();
    assertThat(calls.count()).isEqualTo(1);
  }

  @Test
  void monthsThatWereKeptLongEnoughAreDroppedAndDaysDeleted() {
    partitions.keep(at(NOVEMBER));
    calls.add(List.of(ToolCallsContract.use(NOVEMBER)));
    Instant february = Instant.parse("2027-02-20T08:00:00Z");
    partitions.keep(at(february));
    assertThat(partitions.existing()).contains(YearMonth.of(2026, 11));
    assertThat(calls.count()).isEqualTo(1);
    partitions.keep(at(february.plus(Duration.ofDays(2))));
    assertThat(calls.count()).isZero();
    assertThat(partitions.existing()).contains(YearMonth.of(2026, 11));
    partitions.keep(at(Instant.parse("2027-03-01T00:00:00Z")));
    assertThat(partitions.existing())
        .doesNotContain(YearMonth.of(2026, 11))
        .contains(YearMonth.of(2026, 12), YearMonth.of(2027, 5));
  }

  @Test
  void aLongReportIsNotWaitedForAndHoldsUpNobodyElse() throws Exception {
    partitions.keep(at(NOVEMBER));
    calls.add(List.of(ToolCallsContract.use(NOVEMBER)));
    Instant march = Instant.parse("2027-03-01T00:00:00Z");
    try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
      database.transaction(reading -> {
        assertThat(new JooqToolCalls(reading.dsl()).count()).isEqualTo(1);
        Future<?> keeping = executor.submit(() -> partitions.keep(at(march)));
        assertThatThrownBy(keeping::get).hasStackTraceContaining("lock timeout");
      });
    }
    assertThat(calls.count()).isZero();
    assertThat(partitions.existing()).contains(YearMonth.of(2026, 11));
    partitions.keep(at(march));
    assertThat(partitions.existing()).doesNotContain(YearMonth.of(2026, 11));
  }

  @Test
  void partitionsAreMadeWhileOthersWrite() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> writer =
          executor.submit(() -> {
            int added = 0;
            for (int i = 0; i < 300; i++) {
              added += calls.add(List.of(ToolCallsContract.use(NOVEMBER.plusMillis(i))));
            }
            return added;
          });
      partitions.keep(at(NOVEMBER));
      assertThat(writer.get()).isEqualTo(300);
      assertThat(calls.count()).isEqualTo(300);
    } finally {
      executor.shutdownNow();
    }
  }

  private int rows(String table) {
    return database.fetch("select 1 from mcp_usage." + table).size();
  }

  private static Upkeep at(Instant now) {
    return new Upkeep(Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(90));
  }
}
