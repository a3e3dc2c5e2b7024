package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.domain.access.SessionDirectory;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * MCP over HTTP, ready to be mounted.
 *
 * @param servlets by the path that each is mounted at, asynchronous ones
 * @param guard to stand in front of them all, before anything else
 * @param pageGuard the same for pages that are served beside them, whose own forms it lets in
 * @param sessions how many are open
 * @param running the calls in flight
 */
public record HttpTransports(
    Map<String, HttpServlet> servlets,
    Filter guard,
    Filter pageGuard,
    IntSupplier sessions,
    Running running) {
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  public HttpTransports {
    servlets = Map.copyOf(servlets);
  }

  /** Streamable HTTP alone. */
  public static HttpTransports streamable(
      Entry entry, HttpRules rules, Running running, Room room, SessionDirectory directory) {
    Sessions sessions = room.sessions();
    Engines engines =
        rules.stateless()
            ? Engines.shared(SdkEngine.stateless())
            : Engines.forEachSession(SdkEngine::withSession);
    return new HttpTransports(
        Map.of(
            "/mcp",
            new StreamableServlet(entry, sessions, running, engines, directory),
            ResourceMetadata.PATH,
            new ResourceMetadata(rules, entry.serverName())),
        Guard.ofPrograms(rules),
        Guard.ofPages(rules),
        sessions::count,
        running);
  }

  /** These and more. */
  public HttpTransports with(Map<String, HttpServlet> more, IntSupplier theirSessions) {
    Map<String, HttpServlet> all = new HashMap<>(servlets);
    all.putAll(more);
    return new HttpTransports(
        all, guard, pageGuard, () -> sessions.getAsInt() + theirSessions.getAsInt(), running);
  }

  /** Waits for the calls in flight, so long at most; then ends all sessions and streams. */
  public void drain(Duration patience) {
    running.drain(patience);
    Thread ending = Thread.ofVirtual().name("ending").start(this::destroy);
    try {
      // Whoever does not read what is written to it holds up the end of its stream.
      boolean _ = ending.join(LAST_WORDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void destroy() {
    new HashSet<>(servlets.values()).forEach(HttpServlet::destroy);
  }
}
