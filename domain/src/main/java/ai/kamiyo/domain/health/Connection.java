package ai.kamiyo.domain.health;

import java.util.Locale;

/** What a probe found. */
public enum Connection {
  CONNECTED,
  DEGRADED,
  DISCONNECTED,
  NOT_CONFIGURED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a part that was asked for does not work as it should. */
  public boolean failing() {
    return this == DEGRADED || this == DISCONNECTED;
  }
}
