package ai.kamiyo.domain.billing;

/** Names one message about subscriptions; each counts once (Stripe's are {@code evt_…}). */
public record EventId(String value) {
  private static final int MAX_LENGTH = 250;

  public EventId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an event's id has 1 to 250 characters");
    }
  }
}
