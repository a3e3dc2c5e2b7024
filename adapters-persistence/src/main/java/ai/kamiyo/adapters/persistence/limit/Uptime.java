package ai.kamiyo.adapters.persistence.limit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long this machine has been on, sleep included. Only Linux tells; nobody can set it by setting
 * a clock.
 */
final class Uptime {
  private static final Path FILE = Path.of("/proc/uptime");

  private Uptime() {}

  static Optional<Duration> read() {
    try {
      String seconds = Files.readString(FILE).split(" ", 2)[0];
      return Optional.of(
          Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValueExact()));
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
