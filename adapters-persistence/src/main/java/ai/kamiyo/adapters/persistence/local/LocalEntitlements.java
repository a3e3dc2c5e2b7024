package ai.kamiyo.adapters.persistence.local;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.Tier;
import java.util.Optional;

/** The person at this machine holds one tier for ever; nobody else holds anything. */
public final class LocalEntitlements implements Entitlements {
  private final Entitlement held;

  public LocalEntitlements(Tier tier) {
    held = new Entitlement.Entitled(tier, Optional.empty());
  }

  @Override
  public Entitlement of(CustomerId customer) {
    return customer.equals(CustomerId.LOCAL) ? held : new Entitlement.Inactive();
  }
}
