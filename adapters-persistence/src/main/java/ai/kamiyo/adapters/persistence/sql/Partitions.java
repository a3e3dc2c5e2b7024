package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.TOOL_CALL;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The monthly partitions of {@code tool_call} on PostgreSQL: made ahead, dropped when their last
 * day is kept long enough. A row whose month has none goes into the default one until then.
 */
final class Partitions {
  private static final int MONTHS_AHEAD = 2;
  private static final String PATIENCE = "set local lock_timeout = '5s'";
  private static final Pattern NAME = Pattern.compile("tool_call_(\\d{4})_(\\d{2})");

  private final DSLContext database;

  Partitions(DSLContext database) {
    this.database = database;
  }

  /** What somebody who reads for long is in the way of is tried again the next time. */
  void keep(Upkeep upkeep) {
    Set<YearMonth> existing = existing();
    try {
      make(month(upkeep.now()), existing);
    } finally {
      forget(upkeep.oldest(), existing);
    }
  }

  private void make(YearMonth current, Set<YearMonth> existing) {
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      if (!existing.contains(current.plusMonths(ahead))) {
        make(current.plusMonths(ahead));
      }
    }
  }

  private void forget(Instant oldest, Set<YearMonth> existing) {
    try {
      existing.stream()
          .filter(month -> !begin(month.plusMonths(1)).isAfter(oldest))
          .forEach(this::drop);
    } finally {
      int unused = database.deleteFrom(TOOL_CALL).where(TOOL_CALL.AT.lt(oldest)).execute();
    }
  }

  /** Whoever waits for this lock holds up all who write. */
  private void drop(YearMonth month) {
    database.transaction(transaction -> {
      transaction.dsl().execute(PATIENCE);
      transaction.dsl().execute("drop table if exists mcp_usage." + name(month));
    });
  }

  Set<YearMonth> existing() {
    return database
        .fetch(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = 'mcp_usage.tool_call'::regclass")
        .getValues(0, String.class)
        .stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(name -> YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
        .collect(Collectors.toSet());
  }

  private void make(YearMonth month) {
    String name = "mcp_usage." + name(month);
    String from = "timestamptz '" + begin(month) + "'";
    String to = "timestamptz '" + begin(month.plusMonths(1)) + "'";
    database.transaction(transaction -> {
      DSLContext dsl = transaction.dsl();
      dsl.execute(PATIENCE);
      // Two instances may be at it; and no writer may fill the default partition meanwhile.
      dsl.execute("lock table mcp_usage.tool_call in share row exclusive mode");
      if (dsl.fetchValue("select to_regclass('" + name + "')") != null) {
        return;
      }
      dsl.execute("create table " + name + " (like mcp_usage.tool_call including constraints)");
      dsl.execute(
          "with moved as (delete from mcp_usage.tool_call_default where at >= "
              + (from + " and at < " + to)
              + (" returning *) insert into " + name + " select * from moved"));
      dsl.execute(
          "alter table mcp_usage.tool_call attach partition "
              + (name + " for values from (" + DSL.inline(begin(month).toString()))
              + (") to (" + DSL.inline(begin(month.plusMonths(1)).toString()) + ")"));
    });
  }

  private static YearMonth month(Instant moment) {
    return YearMonth.from(moment.atOffset(ZoneOffset.UTC));
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String name(YearMonth month) {
    return "tool_call_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }
}
