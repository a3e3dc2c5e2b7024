package ai.kamiyo.application.call;

import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.ToolUse.Outcome;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.exploit.NoData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Every call of a tool that needs a tier passes here: tier, permit, work, usage record.
 * Thread-safe.
 */
public final class ToolCallGate {
  private final Entitlements entitlements;
  private final RateLimiter limiter;
  private final Map<Tier, RateLimits> limits;
  private final UsageLog usage;
  private final Clock clock;

  /**
   * A gate over these ports.
   *
   * @param limits one entry for each tier
   * @param clock ticks in whole microseconds, as databases keep them
   */
  public ToolCallGate(
      Entitlements entitlements,
      RateLimiter limiter,
      Map<Tier, RateLimits> limits,
      UsageLog usage,
      Clock clock) {
    this.entitlements = entitlements;
    this.limiter = limiter;
    this.limits = Map.copyOf(limits);
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * Does the work for this caller, or says why not. What the work throws is thrown on, its permit
   * returned unless it was cancelled; {@link NoData} is a refusal.
   */
  public <T> ToolCall<T> call(Caller caller, Tool tool, Function<Tier, T> work) {
    return switch (caller) {
      case Caller.Anonymous unused -> new ToolCall.Refused<>(new Refusal.Unauthenticated());
      case Caller.Rejected rejected -> new ToolCall.Refused<>(rejected.refusal());
      case Caller.Customer customer -> call(customer.id(), caller.client(), tool, work);
      case Caller.Local unused -> call(CustomerId.LOCAL, caller.client(), tool, work);
    };
  }

  private <T> ToolCall<T> call(
      CustomerId customer, String client, Tool tool, Function<Tier, T> work) {
    return switch (entitlements.of(customer)) {
      case Entitlement.Inactive() -> new ToolCall.Refused<>(new Refusal.SubscriptionInactive());
      case Entitlement.Entitled(Tier tier, var unused) -> {
        Tier needed = tool.needs().orElse(Tier.PERSONAL);
        yield tier.includes(needed)
            ? limited(new Attempt(customer, client, tool, tier, clock.instant()), work)
            : new ToolCall.Refused<>(new Refusal.TierRequired(needed, tier));
      }
    };
  }

  private <T> ToolCall<T> limited(Attempt attempt, Function<Tier, T> work) {
    RateLimits allowed = Objects.requireNonNull(limits.get(attempt.tier), "limits of every tier");
    return switch (limiter.acquire(attempt.customer, allowed)) {
      case RateLimiter.Permit permit -> recorded(attempt, permit, work);
      case RateLimiter.Exhausted exhausted -> {
        recordRefused(attempt);
        yield new ToolCall.Refused<>(new Refusal.RateLimited(exhausted));
      }
    };
  }

  private <T> ToolCall<T> recorded(
      Attempt attempt, RateLimiter.Permit permit, Function<Tier, T> work) {
    Outcome outcome = Outcome.FAILED;
    try {
      T answer = work.apply(attempt.tier);
      outcome = Outcome.ANSWERED;
      return new ToolCall.Answered<>(answer);
    } catch (CancellationException cancelled) {
      outcome = Outcome.CANCELLED;
      throw cancelled;
    } catch (NoData none) {
      return new ToolCall.Refused<>(
          new Refusal.UpstreamUnavailable(String.valueOf(none.getMessage())));
    } finally {
      settle(attempt, permit, outcome);
    }
  }

  /** What fails costs nothing, and a call that cannot be recorded fails. */
  private void settle(Attempt attempt, RateLimiter.Permit permit, Outcome outcome) {
    boolean kept = false;
    try {
      record(attempt, outcome);
      kept = true;
    } finally {
      if (!kept || outcome == Outcome.FAILED) {
        permit.giveBack();
      }
    }
  }

  private void recordRefused(Attempt attempt) {
    try {
      record(attempt, Outcome.RATE_LIMITED);
    } catch (RuntimeException unrecorded) {
      // The refusal is as true without its row; calls that were answered tell what is the matter.
    }
  }

  private void record(Attempt attempt, Outcome outcome) {
    Duration duration = Duration.between(attempt.began, clock.instant());
    usage.record(
        new ToolUse(
            UUID.randomUUID(),
            attempt.began,
            attempt.customer,
            attempt.tool,
            attempt.tier,
            outcome,
            duration,
            attempt.client));
  }

  private record Attempt(CustomerId customer, String client, Tool tool, Tier tier, Instant began) {}
}
