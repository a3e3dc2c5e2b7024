package ai.kamiyo.domain.billing;

import java.util.Locale;

/** How a subscription stands, in the words of the seller. */
public enum SubscriptionStatus {
  ACTIVE,
  TRIALING,
  PAST_DUE,
  UNPAID,
  CANCELED,
  INCOMPLETE,
  INCOMPLETE_EXPIRED,
  PAUSED,
  /** A word that is not known here: it entitles to nothing. */
  OTHER;

  public static SubscriptionStatus named(String label) {
    for (SubscriptionStatus status : values()) {
      if (status.label().equals(label)) {
        return status;
      }
    }
    return OTHER;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is paid for, or on trial. */
  public boolean paid() {
    return this == ACTIVE || this == TRIALING;
  }
}
