package ai.kamiyo.adapters.persistence.sql;

import static ai.kamiyo.adapters.persistence.jooq.Tables.TOOL_CALL;

import ai.kamiyo.adapters.persistence.jooq.tables.records.ToolCallRecord;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;

/** The recorded calls, as rows of {@code tool_call}. Thread-safe. */
final class JooqToolCalls {
  private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

  private static final int PATIENCE_SECONDS = 2;

  private final DSLContext database;

  JooqToolCalls(DSLContext database) {
    this.database = database;
  }

  /**
   * Adds these calls, all or none; one that is there already stays as it is.
   *
   * @return how many were not there before
   */
  int add(List<ToolUse> uses) {
    if (uses.isEmpty()) {
      return 0;
    }
    return database.transactionResult(transaction -> insert(transaction.dsl(), uses));
  }

  /** The calls that began at or after this moment, oldest first. */
  List<ToolUse> since(Instant begin) {
    return database
        .selectFrom(TOOL_CALL)
        .where(TOOL_CALL.AT.ge(begin))
        .orderBy(TOOL_CALL.AT, TOOL_CALL.ID)
        .fetch(JooqToolCalls::use);
  }

  int count() {
    return database.fetchCount(TOOL_CALL);
  }

  /** Throws if the table cannot be read. */
  boolean readable() {
    // SQLite would answer a bare "select 1" without a look at its file.
    database.selectOne().from(TOOL_CALL).limit(1).queryTimeout(PATIENCE_SECONDS).fetch();
    return true;
  }

  private static int insert(DSLContext transaction, List<ToolUse> uses) {
    ToolCallRecord blank = new ToolCallRecord("", Instant.EPOCH, "", "", "", "", 0L, "");
    BatchBindStep batch =
        transaction.batch(
            transaction
                .insertInto(TOOL_CALL, TOOL_CALL.fields())
                .values(blank.intoArray())
                .onConflictDoNothing());
    for (ToolUse use : uses) {
      batch = batch.bind(row(use).intoArray());
    }
    return Arrays.stream(batch.execute()).sum();
  }

  private static ToolCallRecord row(ToolUse use) {
    return new ToolCallRecord(
        use.id().toString(),
        use.at().truncatedTo(ChronoUnit.MICROS),
        use.customer().value(),
        use.tool().wireName(),
        use.tier().label(),
        use.outcome().label(),
        use.duration().dividedBy(MICROSECOND),
        use.client());
  }

  private static ToolUse use(ToolCallRecord row) {
    return new ToolUse(
        UUID.fromString(row.getId()),
        row.getAt(),
        new CustomerId(row.getCustomer()),
        Tool.valueOf(constant(row.getTool())),
        Tier.valueOf(constant(row.getTier())),
        ToolUse.Outcome.valueOf(constant(row.getOutcome())),
        MICROSECOND.multipliedBy(row.getDuration()),
        row.getClient());
  }

  private static String constant(String label) {
    return label.toUpperCase(Locale.ROOT);
  }
}
