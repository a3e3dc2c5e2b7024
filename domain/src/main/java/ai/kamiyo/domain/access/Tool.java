package ai.kamiyo.domain.access;

import java.util.Locale;
import java.util.Optional;

/** The tools this server offers, with the tier that each needs. */
public enum Tool {
  HEALTH_CHECK(Optional.empty()),
  SEARCH_EXPLOITS(Optional.of(Tier.PERSONAL)),
  ASSESS_PROTOCOL_RISK(Optional.of(Tier.PERSONAL)),
  CHECK_WALLET_INTERACTIONS(Optional.of(Tier.TEAM));

  private final Optional<Tier> needs;

  Tool(Optional<Tier> needs) {
    this.needs = needs;
  }

  /** The lowest tier that may call it; empty means anyone may, uncounted. */
  public Optional<Tier> needs() {
    return needs;
  }

  /** The name on the wire, such as {@code search_exploits}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
