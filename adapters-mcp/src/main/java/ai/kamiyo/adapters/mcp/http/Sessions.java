package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Sha256;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The sessions there are: so many at most, and none that nobody uses for long. Thread-safe. */
public final class Sessions {
  private final Map<String, Session> byId = new ConcurrentHashMap<>();
  private final int most;
  private final long idle;
  private final LongSupplier nanos;
  private volatile long sweepAt;

  /**
   * No sessions yet.
   *
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   */
  public Sessions(int most, Duration idle, LongSupplier nanos) {
    this.most = most;
    this.idle = idle.toNanos();
    this.nanos = nanos;
    this.sweepAt = nanos.getAsLong();
  }

  public long now() {
    return nanos.getAsLong();
  }

  public void add(Session session) {
    byId.put(session.id(), session);
  }

  public void forget(String id) {
    byId.remove(id);
  }

  /** The session with this id, whoever may use it. */
  Optional<Session> known(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The sessions of this name, of which there is one at most. */
  List<Session> named(Sha256 key) {
    return byId.values().stream().filter(session -> session.key().equals(key)).toList();
  }

  /** The session, if this caller may use it; to anybody else it is as if there were none. */
  public Session find(Optional<String> id, Caller caller) {
    if (id.isEmpty()) {
      throw HttpRefusal.of(
          400,
          Code.INVALID_REQUEST.number(),
          "A session id is needed: send initialize first, then the id it answers with");
    }
    return Optional.ofNullable(byId.get(id.get()))
        .filter(session -> session.admits(caller, now()))
        .orElseThrow(Sessions::unknown);
  }

  /** What is said of a session that there is not. */
  public static HttpRefusal unknown() {
    return HttpRefusal.of(
        404, HttpRefusal.SERVER_ERROR, "No such session: it may have ended; send initialize anew");
  }

  /**
   * One to end because it idles, or because another is to be opened and there are too many: then
   * the oldest of whoever has the most, so that nobody takes the room of others. All callers of
   * whom nothing is known count as one.
   */
  public Optional<Session> superfluous() {
    long now = now();
    if (byId.size() < most && now - sweepAt < 0) {
      return Optional.empty();
    }
    boolean full = byId.size() >= most;
    Map<Optional<Object>, Long> had = full ? byOwner() : Map.of(); // who idles goes in any case
    Optional<Session> oldest =
        byId.values().stream()
            .min(
                Comparator.comparing((Session session) -> !idles(session, now))
                    .thenComparingLong(session -> -had.getOrDefault(session.owner(), 0L))
                    .thenComparing(Session::owned)
                    .thenComparingLong(session -> session.lastUse() - now))
            .filter(session -> full || idles(session, now));
    if (oldest.isEmpty()) {
      sweepAt = now + idle / 16;
    }
    return oldest;
  }

  private Map<Optional<Object>, Long> byOwner() {
    return byId.values().stream()
        .collect(Collectors.groupingBy(Session::owner, Collectors.counting()));
  }

  private boolean idles(Session session, long now) {
    return !session.listening() && now - session.lastUse() > idle;
  }

  /** How long one may be left alone. */
  Duration idle() {
    return Duration.ofNanos(idle);
  }

  /** How often to look for idle ones, so that they go in time. */
  Duration pace() {
    return Duration.ofNanos(idle / 16);
  }

  /** How many are open. */
  public int count() {
    return byId.size();
  }
}
