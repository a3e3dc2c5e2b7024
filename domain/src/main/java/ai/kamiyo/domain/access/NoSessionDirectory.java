package ai.kamiyo.domain.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The directory that is nowhere. */
final class NoSessionDirectory implements SessionDirectory {
  @Override
  public Optional<SharedSession> keep(Sha256 id, SharedSession session, Duration lasting) {
    return Optional.empty();
  }

  @Override
  public Optional<SharedSession> find(Sha256 id) {
    return Optional.empty();
  }

  @Override
  public void end(Sha256 id) {}

  @Override
  public void subscribe(Consumer<Sha256> listener) {}
}
