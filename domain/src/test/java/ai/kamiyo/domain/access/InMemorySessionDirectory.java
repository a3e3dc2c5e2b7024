package ai.kamiyo.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps sessions in memory, and can be put out of reach. */
public final class InMemorySessionDirectory implements SessionDirectory {
  private final Map<Sha256, Kept> sessions = new HashMap<>();
  private final Set<Sha256> ended = new HashSet<>();
  private final List<Consumer<Sha256>> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private boolean away;
  private int asked;

  public InMemorySessionDirectory(InstantSource clock) {
    this.clock = clock;
  }

  private record Kept(SharedSession session, Instant until) {}

  @Override
  public synchronized Optional<SharedSession> keep(
      Sha256 id, SharedSession session, Duration lasting) {
    asked++;
    if (away || ended.contains(id)) {
      return Optional.empty();
    }
    SharedSession first = live(id).orElse(session);
    SharedSession stands =
        new SharedSession(first.revision(), first.client(), first.owner().or(session::owner));
    sessions.put(id, new Kept(stands, clock.instant().plus(lasting)));
    return Optional.of(stands);
  }

  @Override
  public synchronized Optional<SharedSession> find(Sha256 id) {
    asked++;
    return away ? Optional.empty() : live(id);
  }

  private Optional<SharedSession> live(Sha256 id) {
    return Optional.ofNullable(sessions.get(id))
        .filter(kept -> clock.instant().isBefore(kept.until))
        .map(Kept::session);
  }

  @Override
  public void end(Sha256 id) {
    synchronized (this) {
      if (away) {
        return;
      }
      sessions.remove(id);
      ended.add(id);
    }
    listeners.forEach(listener -> listener.accept(id));
  }

  @Override
  public void subscribe(Consumer<Sha256> listener) {
    listeners.add(listener);
  }

  /** From now on it cannot be reached, or can again. */
  public synchronized void away(boolean now) {
    away = now;
  }

  /** How often it was asked for a session. */
  public synchronized int asked() {
    return asked;
  }
}
