package ai.kamiyo.adapters.mcp.http;

import java.time.Duration;

/**
 * How much room the sessions of one transport have.
 *
 * @param most at a time
 * @param idle how long one may be left alone
 * @param heartbeat how often it is tried whether a client still listens
 */
public record Room(int most, Duration idle, Duration heartbeat) {
  /** What a server has. */
  public static final Room STANDARD =
      new Room(4_096, Duration.ofMinutes(30), Duration.ofSeconds(5));

  /** Sessions that keep to this. */
  public Sessions sessions() {
    return new Sessions(most, idle, System::nanoTime);
  }
}
