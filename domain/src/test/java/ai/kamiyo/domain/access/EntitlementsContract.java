package ai.kamiyo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Entitlements} keeps to. */
public abstract class EntitlementsContract {
  /** A source in which this one customer holds this tier. */
  protected abstract Entitlements holding(CustomerId customer, Tier tier);

  /** A customer that can be entitled; where it matters, the only one. */
  protected abstract CustomerId customer();

  /** A source that cannot be read; empty where there is nothing to read. */
  protected abstract Optional<Entitlements> unreadable();

  @ParameterizedTest
  @EnumSource(Tier.class)
  void aCustomerHoldsItsTier(Tier tier) {
    assertThat(holding(customer(), tier).of(customer()))
        .isInstanceOfSatisfying(
            Entitlement.Entitled.class, held -> assertThat(held.tier()).isEqualTo(tier));
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void aCustomerNobodyHasHeardOfHoldsNothing(Tier tier) {
    assertThat(holding(customer(), tier).of(new CustomerId("cus_nobody")))
        .isEqualTo(new Entitlement.Inactive());
  }

  @Test
  void aSourceThatCannotBeReadThrows() {
    Optional<Entitlements> unreadable = unreadable();
    assumeTrue(unreadable.isPresent(), "nothing to read");
    assertThatThrownBy(() -> unreadable.orElseThrow().of(customer()))
        .isInstanceOf(RuntimeException.class);
  }
}
