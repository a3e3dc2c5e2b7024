package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageHistory;
import ai.kamiyo.domain.access.UsageHistoryContract;
import ai.kamiyo.domain.access.UsageTotal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PostgresUsageHistoryTest extends UsageHistoryContract {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Upkeep UPKEEP =
      new Upkeep(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(3650));

  private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)");

  private SqlStore store;

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected UsageHistory of(List<ToolUse> calls) {
    store = Stores.owner(Postgres.fresh().server(), UPKEEP);
    store.tidy();
    store.add(calls);
    return new JooqUsageHistory(store);
  }

  @Override
  protected UsageHistory broken() {
    store = Stores.owner(Postgres.fresh().server(), UPKEEP);
    int unused =
        store.write(database -> database.execute("drop table mcp_usage.tool_call cascade"));
    return new JooqUsageHistory(store);
  }

  @Test
  void aMillionRowsAreNotReadFromEndToEnd() {
    Postgres postgres = Postgres.migrated();
    store = Stores.owner(postgres.server(), UPKEEP);
    DSLContext database = postgres.dsl();
    for (Instant month = Instant.parse("2026-08-15T00:00:00Z");
        month.isBefore(NOW);
        month = month.plus(Duration.ofDays(31))) {
      new Partitions(database)
          .keep(new Upkeep(Clock.fixed(month, ZoneOffset.UTC), UPKEEP.retention()));
    }
    database.execute(
        "insert into mcp_usage.tool_call select gen_random_uuid()::text, timestamptz '"
            + NOW
            + "' - n * interval '7.776 seconds', 'cus_' || n % 1000, 'search_exploits', 'team',"
            + " case when n % 50 = 0 then 'rate_limited' else 'answered' end, n % 90000, 'claude'"
            + " from generate_series(1, 1000000) n");
    database.execute("vacuum analyze mcp_usage.tool_call");
    Instant quarter = NOW.minus(Duration.ofDays(90));
    for (Duration back : List.of(Duration.ofDays(2), Duration.ofDays(30), Duration.ofDays(90))) {
      assertNoScan(database, NOW.minus(back), Optional.empty());
      assertNoScan(database, NOW.minus(back), Optional.of(new CustomerId("cus_7")));
    }
    List<UsageTotal> totals = new JooqUsageHistory(store).since(quarter, Optional.empty());
    assertThat(totals.stream().mapToLong(UsageTotal::calls).sum()).isEqualTo(1_000_000);
    assertThat(
            new JooqUsageHistory(store)
                .since(quarter, Optional.of(new CustomerId("cus_7"))).stream()
                    .mapToLong(UsageTotal::calls)
                    .sum())
        .isEqualTo(1_000);
  }

  private static void assertNoScan(
      DSLContext database, Instant since, Optional<CustomerId> customer) {
    String plan =
        JooqUsageHistory.byIndex(
            database,
            asked -> asked.explain(JooqUsageHistory.query(asked, since, customer)).plan());
    assertThat(plan).as("since %s, %s:%n%s", since, customer, plan).contains("Index");
    // What is empty is read as it comes.
    for (MatchResult scan : SCAN.matcher(plan).results().toList()) {
      assertThat(database.fetchCount(table(name("mcp_usage", scan.group(1)))))
          .as("since %s, %s:%n%s", since, customer, plan)
          .isZero();
    }
  }
}
