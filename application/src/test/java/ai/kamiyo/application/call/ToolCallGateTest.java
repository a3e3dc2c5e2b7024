package ai.kamiyo.application.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiters;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.ToolUse.Outcome;
import ai.kamiyo.domain.exploit.NoData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ToolCallGateTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Caller LOCAL = new Caller.Local("claude");
  private static final RateLimits LIMITS = new RateLimits(3, 100);

  private final List<ToolUse> recorded = new ArrayList<>();
  private final List<CustomerId> counted = new ArrayList<>();
  private Entitlement entitlement = new Entitlement.Entitled(Tier.TEAM, Optional.empty());
  private Optional<RateLimiter.Exhausted> exhausted = Optional.empty();
  private int givenBack;
  private boolean full;

  @Test
  void anEntitledCallIsAnsweredCountedAndRecordedOnce() {
    assertThat(call(LOCAL, tier -> "for " + tier)).isEqualTo(new ToolCall.Answered<>("for TEAM"));
    assertThat(counted).containsExactly(CustomerId.LOCAL);
    assertThat(givenBack).isZero();
    assertThat(recorded).hasSize(1);
    ToolUse use = recorded.getFirst();
    assertThat(use.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(use.customer()).isEqualTo(CustomerId.LOCAL);
    assertThat(use.tier()).isEqualTo(Tier.TEAM);
    assertThat(use.at()).isEqualTo(NOW);
    assertThat(use.client()).isEqualTo("claude");
  }

  @Test
  void aCallThatCannotBeRecordedFailsAndCostsNothing() {
    full = true;
    assertThatThrownBy(() -> call(LOCAL, tier -> "unheard")).hasMessage("the disk is full");
    assertThat(givenBack).isEqualTo(1);
  }

  @Test
  void whatIsRateLimitedIsSoThoughItCannotBeRecorded() {
    full = true;
    var spent =
        new RateLimiter.Exhausted(
            RateLimiter.Window.DAY, 100, Duration.ofHours(3), NOW.plusSeconds(10_800));
    exhausted = Optional.of(spent);
    assertThat(call(LOCAL, tier -> "never"))
        .isEqualTo(new ToolCall.Refused<>(new Refusal.RateLimited(spent)));
  }

  @Test
  void nobodyKnownIsRefusedAtNoCost() {
    assertThat(call(new Caller.Anonymous("10.0.0.1", ""), tier -> "never"))
        .isEqualTo(new ToolCall.Refused<>(new Refusal.Unauthenticated()));
    assertNothingCounted();
  }

  @Test
  void nothingLiveIsRefusedAtNoCost() {
    entitlement = new Entitlement.Inactive();
    assertThat(call(new Caller.Customer(new CustomerId("cus_1"), ""), tier -> "never"))
        .isEqualTo(new ToolCall.Refused<>(new Refusal.SubscriptionInactive()));
    assertNothingCounted();
  }

  @Test
  void aRateLimitedCallIsNotDoneButRecordedAsSuch() {
    exhausted =
        Optional.of(
            new RateLimiter.Exhausted(
                RateLimiter.Window.MINUTE, 3, Duration.ofSeconds(9), NOW.plusSeconds(9)));
    assertThat(call(LOCAL, tier -> "never"))
        .isEqualTo(new ToolCall.Refused<>(new Refusal.RateLimited(exhausted.get())));
    assertThat(recorded).extracting(ToolUse::outcome).containsExactly(Outcome.RATE_LIMITED);
  }

  @Test
  void aFaultGivesThePermitBackIsRecordedAndThrownOn() {
    assertThatThrownBy(() ->
            call(
                LOCAL,
                tier -> {
                  throw new IllegalStateException("disk on fire");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(givenBack).isOne();
    assertThat(recorded).extracting(ToolUse::outcome).containsExactly(Outcome.FAILED);
  }

  @Test
  void withoutDataThePermitIsGivenBack() {
    assertThat(
            call(
                LOCAL,
                tier -> {
                  throw new NoData("nothing imported");
                }))
        .isEqualTo(new ToolCall.Refused<>(new Refusal.UpstreamUnavailable("nothing imported")));
    assertThat(givenBack).isOne();
    assertThat(recorded).extracting(ToolUse::outcome).containsExactly(Outcome.FAILED);
  }

  @Test
  void aCancelledCallHasSpentItsPermit() {
    assertThatThrownBy(() ->
            call(
                LOCAL,
                tier -> {
                  throw new CancellationException();
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(givenBack).isZero();
    assertThat(recorded).extracting(ToolUse::outcome).containsExactly(Outcome.CANCELLED);
  }

  @Test
  void unreadableEntitlementsRefuseByThrowing() {
    ToolCallGate gate =
        new ToolCallGate(
            customer -> {
              throw new IllegalStateException("no database");
            },
            RateLimiters.deciding(this::acquire),
            limits(),
            recorded::add,
            Clock.fixed(NOW, ZoneOffset.UTC));
    assertThatThrownBy(() -> gate.call(LOCAL, Tool.SEARCH_EXPLOITS, tier -> "never"))
        .isInstanceOf(IllegalStateException.class);
    assertNothingCounted();
  }

  private void assertNothingCounted() {
    assertThat(counted).isEmpty();
    assertThat(recorded).isEmpty();
  }

  private ToolCall<String> call(Caller caller, Function<Tier, String> work) {
    ToolCallGate gate =
        new ToolCallGate(
            customer -> entitlement,
            RateLimiters.deciding(this::acquire),
            limits(),
            this::record,
            Clock.fixed(NOW, ZoneOffset.UTC));
    return gate.call(caller, Tool.SEARCH_EXPLOITS, work);
  }

  private void record(ToolUse use) {
    if (full) {
      throw new IllegalStateException("the disk is full");
    }
    recorded.add(use);
  }

  private RateLimiter.Decision acquire(CustomerId customer, RateLimits limits) {
    assertThat(limits).isEqualTo(LIMITS);
    counted.add(customer);
    return exhausted
        .<RateLimiter.Decision>map(e -> e)
        .orElse((RateLimiter.Permit) () -> givenBack++);
  }

  private static Map<Tier, RateLimits> limits() {
    return Map.of(Tier.PERSONAL, LIMITS, Tier.TEAM, LIMITS, Tier.ENTERPRISE, LIMITS);
  }
}
