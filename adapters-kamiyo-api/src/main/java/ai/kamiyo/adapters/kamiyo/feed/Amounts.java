package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.Usd;
import java.math.BigDecimal;
import java.util.Optional;

/** Sources' amounts as sums of dollars. */
public final class Amounts {
  private static final BigDecimal MAX = new BigDecimal("1e15");

  private Amounts() {}

  /** The amount in dollars; empty if it is not positive or beyond all money there is. */
  public static Optional<Usd> usd(BigDecimal amount) {
    return amount.signum() > 0 && amount.compareTo(MAX) <= 0
        ? Optional.of(Usd.of(amount))
        : Optional.empty();
  }
}
