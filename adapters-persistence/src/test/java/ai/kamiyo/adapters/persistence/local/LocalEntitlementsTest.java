package ai.kamiyo.adapters.persistence.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.EntitlementsContract;
import ai.kamiyo.domain.access.Tier;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalEntitlementsTest extends EntitlementsContract {
  @Override
  protected Entitlements holding(CustomerId customer, Tier tier) {
    assertThat(customer).isEqualTo(CustomerId.LOCAL);
    return new LocalEntitlements(tier);
  }

  @Override
  protected CustomerId customer() {
    return CustomerId.LOCAL;
  }

  @Override
  protected Optional<Entitlements> unreadable() {
    return Optional.empty();
  }

  @Test
  void hasNoEnd() {
    assertThat(new LocalEntitlements(Tier.TEAM).of(CustomerId.LOCAL))
        .hasToString("Entitled[tier=TEAM, until=Optional.empty]");
  }
}
