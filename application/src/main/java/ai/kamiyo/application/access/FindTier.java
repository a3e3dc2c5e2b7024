package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.Tier;
import java.util.Optional;

/** Finds which tier a caller holds now, for what depends on it without being a call. */
public final class FindTier {
  private final Entitlements entitlements;

  public FindTier(Entitlements entitlements) {
    this.entitlements = entitlements;
  }

  /** The tier; empty for whoever holds none or is not known. */
  public Optional<Tier> of(Caller caller) {
    return switch (caller) {
      case Caller.Customer customer -> held(customer.id());
      case Caller.Local unused -> held(CustomerId.LOCAL);
      case Caller.Anonymous unused -> Optional.empty();
      case Caller.Rejected unused -> Optional.empty();
    };
  }

  private Optional<Tier> held(CustomerId customer) {
    return entitlements.of(customer) instanceof Entitlement.Entitled(Tier tier, var unused)
        ? Optional.of(tier)
        : Optional.empty();
  }
}
