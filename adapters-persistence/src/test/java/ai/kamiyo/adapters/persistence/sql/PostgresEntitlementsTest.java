package ai.kamiyo.adapters.persistence.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class PostgresEntitlementsTest {
  @Nested
  class Bought extends SqlEntitlementsContract.Bought {
    @Override
    OwnDatabase database(Path folder) {
      return OwnDatabase.postgres();
    }
  }

  @Nested
  class Given extends SqlEntitlementsContract.Given {
    @Override
    OwnDatabase database(Path folder) {
      return OwnDatabase.postgres();
    }
  }
}
