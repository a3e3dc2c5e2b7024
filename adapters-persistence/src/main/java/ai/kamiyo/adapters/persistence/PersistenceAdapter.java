package ai.kamiyo.adapters.persistence;

import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.adapters.persistence.journal.NoStore;
import ai.kamiyo.adapters.persistence.journal.UsageStore;
import ai.kamiyo.adapters.persistence.limit.BucketRateLimiter;
import ai.kamiyo.adapters.persistence.local.LocalEntitlements;
import ai.kamiyo.adapters.persistence.redis.RedisPing;
import ai.kamiyo.adapters.persistence.sql.EmbeddedStore;
import ai.kamiyo.adapters.persistence.sql.NativeLibrary;
import ai.kamiyo.adapters.persistence.sql.StoreProbe;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The door of this module: the ports that remember and count, over the embedded database. */
public final class PersistenceAdapter implements AutoCloseable {
  private static final Duration BETWEEN_ORPHANS = Duration.ofSeconds(30);

  private final UsageStore store;
  private final JournaledUsageLog usageLog;
  private final RateLimiter rateLimiter;
  private final HealthProbe databaseProbe;

  /** Touches neither disk nor database, so that a start costs nothing. */
  public PersistenceAdapter(PersistenceSettings settings, Clock clock) {
    store = settings.database() ? new EmbeddedStore(settings.home()) : new NoStore();
    usageLog =
        new JournaledUsageLog(
            settings.home().resolve("journal"), store, BETWEEN_ORPHANS, settings.closeWithin());
    rateLimiter = new BucketRateLimiter(clock, System::nanoTime);
    databaseProbe = new StoreProbe(store::ready, settings.probeWithin());
  }

  /**
   * Opens the journal, and in the background the database, which the first use would do as well.
   * Throws if the home folder cannot be written.
   */
  public void start() {
    usageLog.start();
  }

  public UsageLog usageLog() {
    return usageLog;
  }

  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /** What the person at this machine may do: this tier; nobody else anything. */
  public Entitlements localEntitlements(Tier tier) {
    return new LocalEntitlements(tier);
  }

  public HealthProbe databaseProbe() {
    return databaseProbe;
  }

  /**
   * Puts this machine's native library of the embedded database into a folder, which {@code
   * org.sqlite.lib.path} may name, so that starts need not unpack it; throws {@link
   * java.io.UncheckedIOException} if it cannot be written.
   */
  public static void unpackNativeLibrary(Path folder) {
    NativeLibrary.unpack(folder);
  }

  /** Tries the Redis at this address, if one is configured. */
  public static HealthProbe redisProbe(Optional<URI> redis) {
    return redis.<HealthProbe>map(RedisPing::new).orElse(() -> Connection.NOT_CONFIGURED);
  }

  /** Brings the last rows into the database, as far as that is quickly done, and closes it. */
  @Override
  public void close() {
    usageLog.close();
    store.close();
  }
}
