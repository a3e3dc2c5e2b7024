package ai.kamiyo.domain.access;

import java.util.Locale;

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

  /** The name as it appears in settings, tokens and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
