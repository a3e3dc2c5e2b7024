package ai.kamiyo.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One call that passed the gate, as it is recorded.
 *
 * @param at when it began, to the microsecond
 * @param client the client program as it names itself; untrusted, capped at 100 characters
 */
public record ToolUse(
    UUID id,
    Instant at,
    CustomerId customer,
    Tool tool,
    Tier tier,
    Outcome outcome,
    Duration duration,
    String client) {
  private static final int MAX_CLIENT = 100;

  public ToolUse {
    client = client.length() <= MAX_CLIENT ? client : client.substring(0, MAX_CLIENT);
  }

  /** How the call ended. */
  public enum Outcome {
    ANSWERED,
    FAILED,
    CANCELLED,
    RATE_LIMITED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
