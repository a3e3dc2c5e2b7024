package ai.kamiyo.adapters.persistence;

import ai.kamiyo.adapters.persistence.PersistenceSettings.Database;
import ai.kamiyo.adapters.persistence.journal.JournaledUsageLog;
import ai.kamiyo.adapters.persistence.journal.NoStore;
import ai.kamiyo.adapters.persistence.journal.UsageStore;
import ai.kamiyo.adapters.persistence.limit.BucketRateLimiter;
import ai.kamiyo.adapters.persistence.local.LocalEntitlements;
import ai.kamiyo.adapters.persistence.local.LocalInvalidations;
import ai.kamiyo.adapters.persistence.redis.RedisPing;
import ai.kamiyo.adapters.persistence.redis.SharedOverRedis;
import ai.kamiyo.adapters.persistence.sql.JooqClaims;
import ai.kamiyo.adapters.persistence.sql.JooqEntitlements;
import ai.kamiyo.adapters.persistence.sql.JooqSubscriptions;
import ai.kamiyo.adapters.persistence.sql.JooqTokenRegistry;
import ai.kamiyo.adapters.persistence.sql.JooqUsageHistory;
import ai.kamiyo.adapters.persistence.sql.NativeLibrary;
import ai.kamiyo.adapters.persistence.sql.PostgresCondition;
import ai.kamiyo.adapters.persistence.sql.PostgresExploits;
import ai.kamiyo.adapters.persistence.sql.PostgresServer;
import ai.kamiyo.adapters.persistence.sql.RecentTokenRegistry;
import ai.kamiyo.adapters.persistence.sql.SqlStore;
import ai.kamiyo.adapters.persistence.sql.StoreProbe;
import ai.kamiyo.adapters.persistence.sql.Stores;
import ai.kamiyo.adapters.persistence.sql.Upkeep;
import ai.kamiyo.domain.access.Entitlements;
import ai.kamiyo.domain.access.Invalidations;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.SessionDirectory;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenRegistry;
import ai.kamiyo.domain.access.UsageHistory;
import ai.kamiyo.domain.access.UsageLog;
import ai.kamiyo.domain.billing.Claims;
import ai.kamiyo.domain.billing.Subscriptions;
import ai.kamiyo.domain.exploit.ExploitFeed;
import ai.kamiyo.domain.exploit.SharedCopies;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The door of this module: the ports that remember and count, over SQLite or PostgreSQL. */
public final class PersistenceAdapter implements AutoCloseable {
  private static final Duration BETWEEN_ORPHANS = Duration.ofSeconds(30);

  private final Clock clock;
  private final UsageStore store;
  private final JournaledUsageLog usageLog;
  private final Optional<SharedOverRedis> redis;
  private final Invalidations invalidations;
  private final RateLimiter rateLimiter;
  private final HealthProbe redisProbe;
  private final HealthProbe databaseProbe;

  /** Touches neither disk nor database, so that a start costs nothing. */
  public PersistenceAdapter(PersistenceSettings settings, Clock clock) {
    this.clock = clock;
    store = store(settings, new Upkeep(clock, settings.retention()));
    usageLog =
        new JournaledUsageLog(
            settings.home().resolve("journal"), store, BETWEEN_ORPHANS, settings.closeWithin());
    // Spelled out, so that without a Redis none of its classes is looked at.
    if (settings.redis().isPresent()) {
      SharedOverRedis over = new SharedOverRedis(settings.redis().get(), clock);
      redis = Optional.of(over);
      rateLimiter = over.limiter();
      invalidations = over.invalidations();
    } else {
      redis = Optional.empty();
      rateLimiter = new BucketRateLimiter(clock, System::nanoTime);
      invalidations = new LocalInvalidations();
    }
    redisProbe =
        settings.redis().<HealthProbe>map(RedisPing::new).orElse(() -> Connection.NOT_CONFIGURED);
    databaseProbe = new StoreProbe(store::ready, settings.probeWithin());
  }

  private static UsageStore store(PersistenceSettings settings, Upkeep upkeep) {
    return switch (settings.database()) {
      case Database.Nowhere() -> new NoStore();
      case Database.Embedded(Path file) -> Stores.embedded(file, upkeep);
      case Database.PostgreSql server ->
          server.owned()
              ? Stores.owner(server(server), upkeep)
              : Stores.guest(server(server), PersistenceSettings.embedded(settings.home()), upkeep);
    };
  }

  private static PostgresServer server(Database.PostgreSql database) {
    return new PostgresServer(
        database.url(),
        database.user(),
        database.password(),
        database.poolMax(),
        database.queryTimeout());
  }

  /**
   * Brings our schema of this PostgreSQL up to date, and touches nothing else; returns how many
   * migrations were missing. Blocks as long as they take; throws if one fails.
   */
  public static int migrate(Database.PostgreSql database) {
    return Stores.migrate(server(database));
  }

  /** How this PostgreSQL stands to us; changes nothing, blocks for some seconds at most. */
  public static Condition condition(Database.PostgreSql database) {
    PostgresCondition found = PostgresCondition.of(server(database));
    return new Condition(found.answers(), found.current(), found.detail());
  }

  /** How this Redis answers, for an operator to read; blocks for some seconds at most. */
  public static String redisCondition(URI address) {
    return new RedisPing(address).look().detail();
  }

  /**
   * What was found of a database.
   *
   * @param answers whether it lets us in
   * @param current whether its tables are as new as this program
   * @param detail for an operator to read
   */
  public record Condition(boolean answers, boolean current, String detail) {}

  /**
   * Opens the journal, and in the background the database, which the first use would do as well.
   * Throws if the home folder cannot be written.
   */
  public void start() {
    usageLog.start();
    if (redis.isPresent()) {
      redis.get().start();
    }
  }

  public UsageLog usageLog() {
    return usageLog;
  }

  public UsageHistory usageHistory() {
    return store instanceof SqlStore rows
        ? new JooqUsageHistory(rows)
        : (begin, customer) -> List.of();
  }

  public RateLimiter rateLimiter() {
    return rateLimiter;
  }

  /** What the person at this machine may do: this tier; nobody else anything. */
  public Entitlements localEntitlements(Tier tier) {
    return new LocalEntitlements(tier);
  }

  /** The tokens that were handed out; to be asked for once. */
  public TokenRegistry tokenRegistry() {
    RecentTokenRegistry registry = new RecentTokenRegistry(new JooqTokenRegistry(rows()));
    invalidations.subscribe(customer -> registry.forget());
    return registry;
  }

  /**
   * What customers may do.
   *
   * @param grace how long a subscription counts while its payment fails
   */
  public Entitlements entitlements(Duration grace) {
    return new JooqEntitlements(rows(), clock, grace);
  }

  public Subscriptions subscriptions() {
    return new JooqSubscriptions(rows());
  }

  public Claims claims() {
    return new JooqClaims(rows());
  }

  private SqlStore rows() {
    if (store instanceof SqlStore rows) {
      return rows;
    }
    return Stores.nowhere(new Upkeep(clock, Duration.ZERO));
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

  /** Tries Redis, if one is configured. */
  public HealthProbe redisProbe() {
    return redisProbe;
  }

  /** Tells the other processes of revoked tokens and changed tiers, over Redis if there is one. */
  public Invalidations invalidations() {
    return invalidations;
  }

  /** Copies of feeds that installations share over Redis; with nobody if there is none. */
  public SharedCopies sharedCopies() {
    return redis.isPresent() ? redis.get().copies() : SharedCopies.none();
  }

  /** Where instances find each other's sessions, over Redis; nowhere if there is none. */
  public SessionDirectory sessions() {
    return redis.isPresent() ? redis.get().sessions() : SessionDirectory.NOWHERE;
  }

  /** The backend's own table of exploits in this PostgreSQL, which is only read. */
  public static ExploitFeed exploitTable(Database.PostgreSql database) {
    return new PostgresExploits(server(database));
  }

  /** Brings the last rows into the database, as far as that is quickly done, and closes it. */
  @Override
  public void close() {
    usageLog.close();
    store.close();
    if (redis.isPresent()) {
      redis.get().close();
    }
  }
}
