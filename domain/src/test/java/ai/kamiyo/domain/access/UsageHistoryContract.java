package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link UsageHistory} keeps to. */
public abstract class UsageHistoryContract {
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
  private static final Optional<CustomerId> EVERYBODY = Optional.empty();

  /** A history of these calls and no others. */
  protected abstract UsageHistory of(List<ToolUse> calls);

  /** A history whose database cannot be read. */
  protected abstract UsageHistory broken();

  @Test
  void nothingIsAnEmptyList() {
    assertThat(of(List.of()).since(BEGIN, EVERYBODY)).isEmpty();
  }

  @Test
  void daysAreOfUtcAndBeginAtMidnight() {
    UsageHistory history =
        of(
            List.of(
                call("2026-11-21T23:59:59.999999Z", 1),
                call("2026-11-22T00:00:00Z", 2),
                call("2026-11-22T23:59:59.999999Z", 2),
                call("2026-11-23T00:00:00Z", 3)));
    assertThat(history.since(BEGIN, EVERYBODY))
        .extracting(UsageTotal::day, UsageTotal::calls)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 11, 22), 2L),
            org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 11, 23), 1L));
  }

  @Test
  void toolsAndOutcomesStandApart() {
    ToolUse answered = call("2026-11-22T10:00:00Z", 5);
    ToolUse limited =
        new ToolUse(
            UUID.randomUUID(),
            answered.at(),
            answered.customer(),
            answered.tool(),
            answered.tier(),
            ToolUse.Outcome.RATE_LIMITED,
            Duration.ofMillis(1),
            "");
    assertThat(of(List.of(answered, limited)).since(BEGIN, EVERYBODY))
        .containsExactly(
            total("answered", 1, 5, 5), //
            total("rate_limited", 1, 1, 1));
  }

  @Test
  void percentilesAreDurationsThatHappened() {
    List<ToolUse> calls = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      calls.add(call("2026-11-22T10:00:00Z", i));
    }
    assertThat(of(calls).since(BEGIN, EVERYBODY)).containsExactly(total("answered", 100, 50, 95));
  }

  @Test
  void oneCustomersCallsAreItsOwn() {
    ToolUse alice = call("2026-11-22T10:00:00Z", 5);
    ToolUse bob =
        new ToolUse(
            UUID.randomUUID(),
            alice.at(),
            new CustomerId("bob'; drop table tool_call; --"),
            alice.tool(),
            alice.tier(),
            alice.outcome(),
            Duration.ofMillis(7),
            "");
    UsageHistory history = of(List.of(alice, bob));
    assertThat(history.since(BEGIN, Optional.of(bob.customer())))
        .containsExactly(total("answered", 1, 7, 7));
    assertThat(history.since(BEGIN, Optional.of(new CustomerId("nobody")))).isEmpty();
  }

  @Test
  void whatCannotBeReadThrows() {
    UsageHistory broken = broken();
    assertThatThrownBy(() -> broken.since(BEGIN, EVERYBODY)).isInstanceOf(RuntimeException.class);
  }

  private static UsageTotal total(String outcome, long calls, long median, long p95) {
    return new UsageTotal(
        LocalDate.of(2026, 11, 22),
        "search_exploits",
        outcome,
        calls,
        Duration.ofMillis(median),
        Duration.ofMillis(p95));
  }

  private static ToolUse call(String at, long milliseconds) {
    return new ToolUse(
        UUID.randomUUID(),
        Instant.parse(at),
        new CustomerId("alice"),
        Tool.SEARCH_EXPLOITS,
        Tier.PERSONAL,
        ToolUse.Outcome.ANSWERED,
        Duration.ofMillis(milliseconds),
        "");
  }
}
