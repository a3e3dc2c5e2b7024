package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.bootstrap.settings.Database;
import ai.kamiyo.bootstrap.settings.Secret;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Storage;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.domain.exploit.ExploitFeed;
import java.util.Optional;

/** Where rows are kept, as the settings say it. */
public final class Rows {
  private Rows() {}

  /** For stdio and the demo, which never alter the schema of a PostgreSQL. */
  static PersistenceSettings asGuest(Settings settings) {
    return settings(settings, false);
  }

  /** For a server, which makes the schema and keeps it up to date. */
  static PersistenceSettings asOwner(Settings settings) {
    return settings(settings, true);
  }

  /** The PostgreSQL of these settings, for the commands that tend it. */
  public static PersistenceSettings.Database.PostgreSql postgreSql(
      Database.PostgreSql named, Storage storage) {
    return postgreSql(named, storage, true);
  }

  /** The backend's own table of incidents, where a PostgreSQL is named. */
  static Optional<ExploitFeed> exploitTable(Settings settings) {
    return settings.storage().database() instanceof Database.PostgreSql named
        ? Optional.of(PersistenceAdapter.exploitTable(postgreSql(named, settings.storage())))
        : Optional.empty();
  }

  private static PersistenceSettings settings(Settings settings, boolean owned) {
    Storage storage = settings.storage();
    return PersistenceSettings.in(settings.server().home())
        .with(
            switch (storage.database()) {
              case Database.Embedded(var file) -> new PersistenceSettings.Database.Embedded(file);
              case Database.PostgreSql named -> postgreSql(named, storage, owned);
            })
        .keeping(storage.usageRetention())
        .sharingLimits(storage.redis().map(Url::uri));
  }

  private static PersistenceSettings.Database.PostgreSql postgreSql(
      Database.PostgreSql named, Storage storage, boolean owned) {
    return new PersistenceSettings.Database.PostgreSql(
        named.jdbcUrl(),
        named.user(),
        named.password().map(Secret::reveal),
        storage.poolMax(),
        storage.queryTimeout(),
        owned);
  }
}
