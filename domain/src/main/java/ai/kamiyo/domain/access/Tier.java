package ai.kamiyo.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a customer has paid for, lowest first: the order of the constants is the order of rank. */
public enum Tier {
  PERSONAL(50),
  TEAM(200),
  ENTERPRISE(1000);

  private final int maxResults;

  Tier(int maxResults) {
    this.maxResults = maxResults;
  }

  /** How many exploits one query may return, over all its pages. */
  public int maxResults() {
    return maxResults;
  }

  public boolean includes(Tier other) {
    return compareTo(other) >= 0;
  }

  /** The tier of this label; empty if none has it. */
  public static Optional<Tier> labelled(String label) {
    return Arrays.stream(values()).filter(tier -> tier.label().equals(label)).findAny();
  }

  /** The name as it appears in settings, tokens and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
