package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;

class PostgresSubscriptionsTest extends SqlSubscriptionsContract {
  @Override
  OwnDatabase database(Path folder) {
    return OwnDatabase.postgres();
  }
}
