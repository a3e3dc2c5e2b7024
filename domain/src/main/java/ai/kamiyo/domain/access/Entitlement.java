package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What a customer may do at one moment. */
public sealed interface Entitlement {
  /** The best of several: the highest tier, and of that the one that lasts longest. */
  static Entitlement highest(Collection<Entitlement> all) {
    Entitlement best = new Inactive();
    for (Entitlement each : all) {
      best = best.orBetter(each);
    }
    return best;
  }

  private Entitlement orBetter(Entitlement other) {
    if (!(this instanceof Entitled mine) || !(other instanceof Entitled theirs)) {
      return this instanceof Entitled ? this : other;
    }
    int rank = theirs.tier.compareTo(mine.tier);
    return rank > 0 || (rank == 0 && theirs.outlasts(mine)) ? theirs : mine;
  }

  /** The customer holds this tier, until the given moment if one is known. */
  record Entitled(Tier tier, Optional<Instant> until) implements Entitlement {
    private boolean outlasts(Entitled other) {
      return other.until.isPresent()
          && until.map(end -> end.isAfter(other.until.get())).orElse(true);
    }
  }

  /** The customer holds nothing: it never subscribed, or what it had has ended. */
  record Inactive() implements Entitlement {}
}
