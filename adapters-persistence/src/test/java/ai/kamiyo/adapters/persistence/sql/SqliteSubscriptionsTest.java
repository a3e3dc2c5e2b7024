package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;

class SqliteSubscriptionsTest extends SqlSubscriptionsContract {
  @Override
  OwnDatabase database(Path folder) {
    return OwnDatabase.sqlite(folder);
  }
}
