package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageHistory;
import ai.kamiyo.domain.access.UsageHistoryContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class SqliteUsageHistoryTest extends UsageHistoryContract {
  @TempDir private Path home;
  private SqlStore store;

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected UsageHistory of(List<ToolUse> calls) {
    store = store();
    store.add(calls);
    return new JooqUsageHistory(store);
  }

  @Override
  protected UsageHistory broken() {
    store = store();
    int unused = store.write(database -> database.execute("drop table tool_call"));
    return new JooqUsageHistory(store);
  }

  private SqlStore store() {
    return Stores.embedded(
        home.resolve("kamiyo.db"), new Upkeep(Clock.systemUTC(), Duration.ofDays(3650)));
  }
}
