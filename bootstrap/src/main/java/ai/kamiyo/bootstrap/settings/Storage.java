package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.bootstrap.settings.Database.Embedded;
import ai.kamiyo.bootstrap.settings.Database.PostgreSql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where tokens, subscriptions, usage and limits are kept. */
public record Storage(
    Database database,
    int poolMax,
    Duration queryTimeout,
    Duration usageRetention,
    Optional<Url> redis) {
  static final Setting<Database> DATABASE_URL =
      Setting.of(
              "DATABASE_URL",
              DatabaseUrls.KIND,
              "`postgresql://user:password@host:port/name`, `jdbc:postgresql:…` or `sqlite:FILE`"
                  + " (a relative file is under KAMIYO_HOME); required, and PostgreSQL, in"
                  + " production.")
          .byDefault(
              "`sqlite:` file `kamiyo.db` under KAMIYO_HOME",
              values -> new Embedded(values.sources().home().resolve("kamiyo.db")));
  static final Setting<Integer> DB_POOL_MAX =
      Setting.of(
              "DB_POOL_MAX", Kinds.wholeNumber(1, 1000), "Most connections kept to the database.")
          .byDefault("10");
  static final Setting<Duration> DB_QUERY_TIMEOUT =
      Setting.of(
              "DB_QUERY_TIMEOUT",
              Kinds.seconds(1, 3600),
              "Seconds to wait for one answer of the database.")
          .byDefault("30");
  static final Setting<Duration> USAGE_RETENTION_DAYS =
      Setting.of("USAGE_RETENTION_DAYS", Kinds.days(1, 3650), "How many days usage rows are kept.")
          .byDefault("90");
  static final Setting<Url> REDIS_URL =
      Setting.of(
          "REDIS_URL",
          Urls.redis(),
          "Redis that shares limits, sessions over HTTP, and what was read of live feeds, between"
              + " servers; unset keeps them to each.");

  static final List<Setting<?>> ALL =
      List.of(DATABASE_URL, DB_POOL_MAX, DB_QUERY_TIMEOUT, USAGE_RETENTION_DAYS, REDIS_URL);

  static Storage of(Values values) {
    return new Storage(
        located(values),
        values.get(DB_POOL_MAX),
        values.get(DB_QUERY_TIMEOUT),
        values.get(USAGE_RETENTION_DAYS),
        values.find(REDIS_URL));
  }

  private static Database located(Values values) {
    return switch (values.get(DATABASE_URL)) {
      case Embedded(var file) -> new Embedded(values.sources().home().resolve(file));
      case PostgreSql postgreSql -> postgreSql;
    };
  }
}
