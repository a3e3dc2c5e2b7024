package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The servlets that carry requests: one for each session, as the SDK's lets go of none of its
 * sessions before it goes itself; without sessions, one for all. Thread-safe.
 */
final class Engines {
  private final Supplier<HttpServlet> maker;
  private final Optional<HttpServlet> shared;
  private final Map<String, HttpServlet> bySession = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Engines(Supplier<HttpServlet> maker, Optional<HttpServlet> shared) {
    this.maker = maker;
    this.shared = shared;
  }

  static Engines forEachSession(Supplier<HttpServlet> maker) {
    return new Engines(maker, Optional.empty());
  }

  static Engines shared(HttpServlet engine) {
    return new Engines(() -> engine, Optional.of(engine));
  }

  boolean areShared() {
    return shared.isPresent();
  }

  /** Makes one for a session that begins. */
  void begin(String session) {
    if (closed) {
      throw HttpRefusal.closing();
    }
    if (shared.isEmpty()) {
      bySession.put(session, maker.get());
    }
  }

  /** The one for this session; throws {@link HttpRefusal}. */
  HttpServlet of(String session) {
    return shared
        .or(() -> Optional.ofNullable(bySession.get(session)))
        // What ends with this instance goes on at another: its client must not begin anew.
        .orElseThrow(closed ? HttpRefusal::closing : Sessions::unknown);
  }

  /** Whether all have ended. */
  boolean closed() {
    return closed;
  }

  /** Ends a session and what it listens to. */
  void end(String session) {
    Optional.ofNullable(bySession.remove(session)).ifPresent(HttpServlet::destroy);
  }

  /** Ends all of them, and lets none begin any more. */
  void close() {
    closed = true;
    shared.ifPresent(HttpServlet::destroy);
    bySession.keySet().forEach(this::end);
  }
}
