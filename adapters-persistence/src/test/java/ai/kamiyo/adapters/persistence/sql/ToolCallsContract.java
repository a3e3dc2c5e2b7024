package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** What the repository of calls keeps to on every database. */
abstract class ToolCallsContract {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  /** An empty, migrated database; the same one throughout a test. */
  abstract DSLContext database();

  @Test
  void whatIsAddedIsReadBack() {
    ToolUse use =
        new ToolUse(
            UUID.randomUUID(),
            AT.plusNanos(123_456_000),
            new CustomerId("cus_1"),
            Tool.SEARCH_EXPLOITS,
            Tier.ENTERPRISE,
            ToolUse.Outcome.CANCELLED,
            Duration.ofNanos(98_765_432_000L),
            "東京 \n\t' ; 🦀");
    assertThat(calls().add(List.of(use))).isEqualTo(1);
    assertThat(calls().since(AT)).containsExactly(use);
  }

  @Test
  void finerTimeThanMicrosecondsIsCutOff() {
    calls().add(List.of(use(AT.plusNanos(1_999))));
    assertThat(calls().since(AT)).extracting(ToolUse::at).containsExactly(AT.plusNanos(1_000));
  }

  @Test
  void whatIsThereAlreadyIsLeftAndNotCounted() {
    ToolUse first = use(AT);
    ToolUse second = use(AT);
    assertThat(calls().add(List.of(first))).isEqualTo(1);
    assertThat(calls().add(List.of(first, second, second))).isEqualTo(1);
    assertThat(calls().count()).isEqualTo(2);
  }

  @Test
  void nothingAddsNothing() {
    assertThat(calls().add(List.of())).isZero();
    assertThat(calls().readable()).isTrue();
  }

  @Test
  void manyAtOnce() {
    List<ToolUse> uses = IntStream.range(0, 2_000).mapToObj(i -> use(AT.plusMillis(i))).toList();
    assertThat(calls().add(uses)).isEqualTo(2_000);
    assertThat(calls().since(AT.plusMillis(500))).isEqualTo(uses.subList(500, 2_000));
  }

  @Test
  void momentsAreInOrderWhateverTheirFraction() {
    List<ToolUse> inOrder =
        List.of(
            use(AT.minusNanos(1_000)),
            use(AT),
            use(AT.plusNanos(1_000)),
            use(AT.plusMillis(500)),
            use(AT.plusNanos(500_001_000)),
            use(AT.plusSeconds(1)),
            use(AT.plusSeconds(10)));
    calls().add(inOrder.reversed());
    assertThat(calls().since(AT)).isEqualTo(inOrder.subList(1, inOrder.size()));
  }

  private JooqToolCalls calls() {
    return new JooqToolCalls(database());
  }

  static ToolUse use(Instant at) {
    return new ToolUse(
        UUID.randomUUID(),
        at,
        new CustomerId("cus_1"),
        Tool.SEARCH_EXPLOITS,
        Tier.PERSONAL,
        ToolUse.Outcome.ANSWERED,
        Duration.ofMillis(5),
        "claude");
  }
}
