package ai.kamiyo.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.RateLimiter.Permit;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.health.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceAdapterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void offersWorkingPorts(@TempDir Path home) {
    try (PersistenceAdapter adapter = adapter(home)) {
      adapter.start();
      assertThat(adapter.rateLimiter().acquire(CustomerId.LOCAL, new RateLimits(1, 1)))
          .isInstanceOf(Permit.class);
      assertThat(adapter.localEntitlements(Tier.TEAM).of(CustomerId.LOCAL))
          .isEqualTo(new Entitlement.Entitled(Tier.TEAM, Optional.empty()));
      assertThat(adapter.databaseProbe().probe()).isEqualTo(Connection.CONNECTED);
    }
    assertThat(home.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void aHomeThatCannotBeWrittenRefusesTheStartAndIsDisconnected(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "where the home should be");
    try (PersistenceAdapter adapter = adapter(file)) {
      assertThatThrownBy(adapter::start).hasMessageContaining("KAMIYO_HOME");
      assertThat(adapter.databaseProbe().probe()).isEqualTo(Connection.DISCONNECTED);
    }
  }

  @Test
  void closingWhatWasNeverUsedLeavesNothing(@TempDir Path folder) {
    adapter(folder.resolve("home")).close();
    assertThat(folder).isEmptyDirectory();
  }

  private static PersistenceAdapter adapter(Path home) {
    return new PersistenceAdapter(
        new PersistenceSettings(
            home,
            new PersistenceSettings.Database.Embedded(home.resolve("kamiyo.db")),
            PATIENCE,
            PATIENCE,
            Duration.ofDays(90),
            Optional.empty()),
        Clock.systemUTC());
  }

  @Test
  void settingsDoNotPrintThePasswordOfRedis(@TempDir Path home) {
    PersistenceSettings settings =
        PersistenceSettings.in(home)
            .sharingLimits(Optional.of(URI.create("redis://me:hunter2@redis.example:6379")));
    assertThat(settings.toString()).contains("redis.example").doesNotContain("hunter2");
  }
}
