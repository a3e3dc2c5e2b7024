package ai.kamiyo.domain.access;

/** How many calls are allowed in one UTC minute and in one UTC day. */
public record RateLimits(int perMinute, int perDay) {
  public static final int MAX = 1_000_000_000;

  public RateLimits {
    if (perMinute < 1 || perMinute > MAX || perDay < 1 || perDay > MAX) {
      throw new IllegalArgumentException("a rate limit is 1.." + MAX);
    }
  }
}
