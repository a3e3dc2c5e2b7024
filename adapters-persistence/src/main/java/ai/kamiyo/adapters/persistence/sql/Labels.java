package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.Tier;
import java.util.Locale;

/** Words of the domain as rows spell them. */
final class Labels {
  private Labels() {}

  static Tier tier(String label) {
    return Tier.valueOf(label.toUpperCase(Locale.ROOT));
  }
}
