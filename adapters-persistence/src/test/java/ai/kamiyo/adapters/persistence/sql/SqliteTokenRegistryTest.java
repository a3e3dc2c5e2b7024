package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;

class SqliteTokenRegistryTest extends SqlTokenRegistryContract {
  @Override
  OwnDatabase database(Path folder) {
    return OwnDatabase.sqlite(folder);
  }
}
