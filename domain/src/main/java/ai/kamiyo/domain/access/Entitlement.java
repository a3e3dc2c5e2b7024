package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.Optional;

/** What a customer may do at one moment. */
public sealed interface Entitlement {
  /** The customer holds this tier, until the given moment if one is known. */
  record Entitled(Tier tier, Optional<Instant> until) implements Entitlement {}

  /** The customer holds nothing: it never subscribed, or what it had has ended. */
  record Inactive() implements Entitlement {}
}
