package ai.kamiyo.adapters.mcp.sse;

import ai.kamiyo.adapters.mcp.http.Body;
import ai.kamiyo.adapters.mcp.http.CallerAttribute;
import ai.kamiyo.adapters.mcp.http.Entry;
import ai.kamiyo.adapters.mcp.http.HttpRefusal;
import ai.kamiyo.adapters.mcp.http.Hushed;
import ai.kamiyo.adapters.mcp.http.McpServlet;
import ai.kamiyo.adapters.mcp.http.Replayed;
import ai.kamiyo.adapters.mcp.http.Running;
import ai.kamiyo.adapters.mcp.http.Session;
import ai.kamiyo.adapters.mcp.http.Sessions;
import ai.kamiyo.adapters.mcp.http.Stream;
import ai.kamiyo.adapters.mcp.http.Turn;
import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.LegacyLayer;
import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import ai.kamiyo.domain.access.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /sse}, the stream that answers come over, and {@code POST /message}. */
public final class SseServlet extends McpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Entry entry;
  private final transient Sessions sessions;
  private final transient Running running;
  private final Duration heartbeat;
  private final transient Map<String, Listener> listeners = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * A servlet without listeners.
   *
   * @param heartbeat how often it is tried whether a client still listens
   */
  public SseServlet(Entry entry, Sessions sessions, Running running, Duration heartbeat) {
    this.entry = entry;
    this.sessions = sessions;
    this.running = running;
    this.heartbeat = heartbeat;
  }

  @Override
  public void destroy() {
    closed = true;
    listeners.values().forEach(Listener::close);
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    boolean stream = request.getServletPath().equals("/sse");
    if (!request.getMethod().equals(stream ? "GET" : "POST")) {
      throw HttpRefusal.notAllowed(stream ? "GET" : "POST");
    }
    if (stream) {
      open(request, response);
    } else {
      post(request, response);
    }
  }

  private void open(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    entry.checkVersion(request, Optional.empty());
    if (closed) {
      throw HttpRefusal.closing();
    }
    makeRoom();
    new Listener(CallerAttribute.of(request)).listen(request, response);
  }

  private void makeRoom() {
    Optional<Session> one = sessions.superfluous();
    while (one.isPresent()) {
      sessions.forget(one.get().id());
      Optional.ofNullable(listeners.get(one.get().id())).ifPresent(Listener::close);
      one = sessions.superfluous();
    }
  }

  /**
   * A client that listens: its stream, and an engine of its own, as the SDK's lets go of no session
   * before it goes itself.
   */
  private final class Listener {
    private final Caller caller;
    private final HttpServlet engine = SseEngine.servlet();
    private final Opening opening = new Opening(this::known);
    private final Stream stream = new Stream(heartbeat, Stream::close, this::ended);

    Listener(Caller caller) {
      this.caller = caller;
    }

    void listen(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      Hushed hushed = new Hushed(response, out -> stream.writer(opening.reading(out)));
      response.setHeader("X-Accel-Buffering", "no");
      try {
        stream.carry(() -> {
          engine.service(Replayed.bare(request, stream::begin), hushed);
          hushed.check(Optional.empty(), closed);
        });
      } finally {
        if (stream.hasEnded()) {
          ended(); // perhaps it was over before its id was known
        }
      }
    }

    private void known(String id) {
      listeners.put(id, this);
      sessions.add(new Session(id, Handshake.NONE, caller, sessions.now()).listens());
    }

    private void ended() {
      opening
          .id()
          .ifPresent(id -> {
            sessions.forget(id);
            listeners.remove(id);
            running.cancelAll(id);
          });
    }

    void close() {
      stream.close();
    }
  }

  private void post(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Message message = Body.read(request);
    entry.checkVersion(request, Optional.of(message));
    Caller caller = CallerAttribute.of(request);
    if (message instanceof Message.Request asked) {
      entry.checkCaller(asked, caller);
    }
    Session session = sessions.find(sessionId(request), caller);
    switch (message) {
      case Message.Request asked -> answer(asked, session, caller, request, response);
      case Message.Notification notification -> note(notification, session, response);
      case Message.Response() -> response.setStatus(202);
    }
  }

  private static Optional<String> sessionId(HttpServletRequest request) {
    try {
      return Optional.ofNullable(request.getParameter("sessionId"));
    } catch (RuntimeException malformed) { // each container has its own for a broken query
      throw HttpRefusal.malformed("The query of the address cannot be read");
    }
  }

  private void note(
      Message.Notification notification, Session session, HttpServletResponse response) {
    if (notification.method().equals("notifications/cancelled")) {
      notification
          .params()
          .optional("requestId")
          .flatMap(RequestId::of)
          .ifPresent(id -> running.cancel(new Running.Key(session.id(), id)));
    }
    response.setStatus(202);
  }

  private void answer(
      Message.Request asked,
      Session session,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Running.Key key = new Running.Key(session.id(), asked.id());
    Turn turn = new Turn(session.id(), () -> result(asked, session, caller, key));
    Hushed hushed = new Hushed(response, out -> out);
    Replayed replayed = Replayed.of(request, asked, context -> context);
    HttpServlet engine = engine(session);
    running.answering(() -> turn.take(() -> engine.service(replayed, hushed)));
    hushed.check(Optional.of(asked.id()), closed);
  }

  private HttpServlet engine(Session session) {
    return Optional.ofNullable(listeners.get(session.id()))
        .map(listener -> listener.engine)
        .orElseThrow(Sessions::unknown);
  }

  /** Here a refusal too goes over the stream, so all of it is decided in the engine's turn. */
  private Optional<ObjectNode> result(
      Message.Request asked, Session session, Caller caller, Running.Key key) {
    LegacyLayer layer = entry.layer(session.handshake(), caller);
    Handling handling = layer.handle(asked);
    session.agreed(layer.handshake());
    return switch (handling) {
      case Handling.Now(var result) -> Optional.of(result);
      case Handling.Later(var work) -> running.perform(key, work);
    };
  }
}
