package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.TOOL_CALL;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.when;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.UsageHistory;
import ai.kamiyo.domain.access.UsageTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.SQLDialect;
import org.jooq.Select;

/** Totals over the rows of {@code tool_call}, made by the database. */
public final class JooqUsageHistory implements UsageHistory {
  private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

  private final SqlStore store;

  public JooqUsageHistory(SqlStore store) {
    this.store = store;
  }

  @Override
  public List<UsageTotal> since(Instant begin, Optional<CustomerId> customer) {
    return store.read(database ->
        byIndex(database, asked -> query(asked, begin, customer).fetch(JooqUsageHistory::total)));
  }

  /**
   * Asks so that PostgreSQL reads the index that holds all a report needs, and not the rows, which
   * are larger: of a whole month it expects both to cost the same.
   */
  static <T> T byIndex(DSLContext database, Function<DSLContext, T> question) {
    if (database.family() != SQLDialect.POSTGRES) {
      return question.apply(database);
    }
    return database.transactionResult(transaction -> {
      int unused = transaction.dsl().execute("set local enable_seqscan = off");
      return question.apply(transaction.dsl());
    });
  }

  /** Ranks the calls of each group by how long they took; the percentiles are among them. */
  static Select<Record6<String, String, String, Integer, Long, Long>> query(
      DSLContext database, Instant begin, Optional<CustomerId> customer) {
    Field<String> day = day(database).as("day");
    Field<Integer> rank =
        rowNumber()
            .over()
            .partitionBy(day(database), TOOL_CALL.TOOL, TOOL_CALL.OUTCOME)
            .orderBy(TOOL_CALL.DURATION)
            .as("rank");
    Field<Integer> size =
        count().over().partitionBy(day(database), TOOL_CALL.TOOL, TOOL_CALL.OUTCOME).as("size");
    var ranked =
        database
            .select(day, TOOL_CALL.TOOL, TOOL_CALL.OUTCOME, TOOL_CALL.DURATION, rank, size)
            .from(TOOL_CALL)
            .where(TOOL_CALL.AT.ge(begin))
            .and(
                customer
                    .map(id -> TOOL_CALL.CUSTOMER.eq(id.value()))
                    .orElseGet(() -> noCondition()))
            .asTable("ranked");
    Field<String> tool = field(name("ranked", "tool"), String.class);
    Field<String> outcome = field(name("ranked", "outcome"), String.class);
    Field<String> onDay = field(name("ranked", "day"), String.class);
    return database
        .select(onDay, tool, outcome, max(ofRanked("size")), percentile(50), percentile(95))
        .from(ranked)
        .groupBy(onDay, tool, outcome)
        .orderBy(onDay, tool, outcome);
  }

  /** The shortest duration that so many of a hundred calls did not exceed. */
  private static Field<Long> percentile(int percent) {
    return min(
        when(
            ofRanked("rank").times(inline(100)).ge(ofRanked("size").times(inline(percent))),
            field(name("ranked", "duration"), Long.class)));
  }

  private static Field<Integer> ofRanked(String column) {
    return field(name("ranked", column), Integer.class);
  }

  /** The UTC day as text: moments are text in one database, and in the other have no zone. */
  private static Field<String> day(DSLContext database) {
    String expression =
        database.family() == SQLDialect.POSTGRES
            ? "to_char({0} at time zone 'UTC', 'YYYY-MM-DD')"
            : "substr({0}, 1, 10)";
    return field(expression, String.class, TOOL_CALL.AT);
  }

  private static UsageTotal total(Record6<String, String, String, Integer, Long, Long> row) {
    return new UsageTotal(
        LocalDate.parse(row.value1()),
        row.value2(),
        row.value3(),
        row.value4(),
        MICROSECOND.multipliedBy(row.value5()),
        MICROSECOND.multipliedBy(row.value6()));
  }
}
