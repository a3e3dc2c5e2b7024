package ai.kamiyo.domain.billing;

/** Names one subscription; opaque (Stripe's are {@code sub_…}). */
public record SubscriptionId(String value) {
  private static final int MAX_LENGTH = 200;

  public SubscriptionId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a subscription's id has 1 to 200 characters");
    }
  }
}
