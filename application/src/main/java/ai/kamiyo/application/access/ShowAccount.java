package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.WindowUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Shows a customer what it may do and what it has used of it. */
public final class ShowAccount {
  private final Entitlements entitlements;
  private final RateLimiter limiter;
  private final Map<Tier, RateLimits> limits;

  /**
   * Over these ports.
   *
   * @param limits one entry for each tier
   */
  public ShowAccount(Entitlements entitlements, RateLimiter limiter, Map<Tier, RateLimits> limits) {
    this.entitlements = entitlements;
    this.limiter = limiter;
    this.limits = Map.copyOf(limits);
  }

  /** The account; empty if the customer holds nothing. */
  public Optional<Account> of(CustomerId customer) {
    return switch (entitlements.of(customer)) {
      case Entitlement.Inactive() -> Optional.empty();
      case Entitlement.Entitled(Tier tier, Optional<Instant> until) -> {
        RateLimits allowed = Objects.requireNonNull(limits.get(tier), "limits of every tier");
        yield Optional.of(new Account(customer, tier, until, limiter.used(customer, allowed)));
      }
    };
  }

  /**
   * What a customer has.
   *
   * @param until when its entitlement ends or is renewed, if known
   * @param windows its minute and its day
   */
  public record Account(
      CustomerId customer, Tier tier, Optional<Instant> until, List<WindowUse> windows) {}
}
