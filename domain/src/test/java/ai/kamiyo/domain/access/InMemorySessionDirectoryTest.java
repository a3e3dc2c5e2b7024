package ai.kamiyo.domain.access;

import java.time.InstantSource;

class InMemorySessionDirectoryTest extends SessionDirectoryContract {
  private final SessionDirectory directory = new InMemorySessionDirectory(InstantSource.system());

  @Override
  protected SessionDirectory here() {
    return directory;
  }

  @Override
  protected SessionDirectory there() {
    return directory;
  }
}
