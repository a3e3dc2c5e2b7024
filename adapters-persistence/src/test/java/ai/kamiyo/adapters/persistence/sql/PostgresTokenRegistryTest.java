package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;

class PostgresTokenRegistryTest extends SqlTokenRegistryContract {
  @Override
  OwnDatabase database(Path folder) {
    return OwnDatabase.postgres();
  }
}
