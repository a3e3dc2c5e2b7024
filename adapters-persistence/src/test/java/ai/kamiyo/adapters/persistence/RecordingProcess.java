package ai.kamiyo.adapters.persistence;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the child processes of {@link ProcessesTest} run. */
final class RecordingProcess {
  static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private RecordingProcess() {}

  /** The first argument says what to do, the second names the home folder. */
  public static void main(String[] args) throws Exception {
    PersistenceSettings settings = PersistenceSettings.in(Path.of(args[1]));
    try (PersistenceAdapter adapter = new PersistenceAdapter(settings, Clock.systemUTC())) {
      switch (args[0]) {
        case "construct" -> {
          adapter.rateLimiter().acquire(CustomerId.LOCAL, new RateLimits(1, 1));
          adapter.localEntitlements(Tier.TEAM).of(CustomerId.LOCAL);
          System.out.println("constructed");
        }
        case "record" -> record(adapter, Integer.parseInt(args[2]));
        case "record-and-hang" -> {
          record(adapter, Integer.parseInt(args[2]));
          Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static void record(PersistenceAdapter adapter, int count) {
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      adapter.usageLog().record(use(id));
      System.out.println(id);
    }
  }

  private static ToolUse use(UUID id) {
    return new ToolUse(
        id,
        AT,
        CustomerId.LOCAL,
        Tool.SEARCH_EXPLOITS,
        Tier.PERSONAL,
        ToolUse.Outcome.ANSWERED,
        Duration.ofMillis(3),
        "child");
  }
}
