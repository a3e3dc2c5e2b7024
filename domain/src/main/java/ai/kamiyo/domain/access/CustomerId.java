package ai.kamiyo.domain.access;

/** Names one customer; opaque (Stripe's own customers are its {@code cus_…}). */
public record CustomerId(String value) {
  /** The person at this machine, who calls over stdio without a token. */
  public static final CustomerId LOCAL = new CustomerId("local");

  private static final int MAX_LENGTH = 200;

  public CustomerId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a customer id has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
