package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.CustomerId;
import java.util.Optional;

/**
 * Tells somebody outside, who can write to buyers, of each new claim. Thread-safe; asks over the
 * network, within a time limit, and throws if the notice was not taken.
 */
@FunctionalInterface
public interface ClaimNotices {
  void tell(Notice notice);

  /**
   * Of one claim.
   *
   * @param email where the buyer can be reached, if the seller knows
   * @param code what a link to the claim carries; a secret, so it does not print
   */
  record Notice(CustomerId customer, Optional<String> email, String code) {
    @Override
    public String toString() {
      return "Notice[customer=" + customer + "]";
    }
  }
}
