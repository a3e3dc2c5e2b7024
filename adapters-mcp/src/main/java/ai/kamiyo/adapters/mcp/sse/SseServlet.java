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
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final transient Entry entry;
  private final transient Sessions sessions;
  private final transient Running running;
  private final transient HttpServlet engine = SseEngine.servlet();
  private final transient Map<String, Stream> streams = new ConcurrentHashMap<>();

  public SseServlet(Entry entry, Sessions sessions, Running running) {
    this.entry = entry;
    this.sessions = sessions;
    this.running = running;
  }

  @Override
  public void destroy() {
    engine.destroy();
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
    makeRoom();
    Caller caller = CallerAttribute.of(request);
    Opening opening =
        new Opening(
            id -> sessions.add(new Session(id, Handshake.NONE, caller, sessions.now()).listens()));
    Stream stream = new Stream(HEARTBEAT, Stream::close, () -> opening.id().ifPresent(this::ended));
    Hushed hushed = new Hushed(response, out -> stream.writer(opening.reading(out)));
    response.setHeader("X-Accel-Buffering", "no");
    engine.service(Replayed.bare(request, stream::begin), hushed);
    hushed.check(Optional.empty());
    opening.id().ifPresent(id -> streams.put(id, stream));
  }

  private void ended(String id) {
    sessions.forget(id);
    streams.remove(id);
  }

  private void makeRoom() {
    Optional<Session> one = sessions.superfluous();
    while (one.isPresent()) {
      String id = one.get().id();
      sessions.forget(id);
      Optional.ofNullable(streams.remove(id)).ifPresent(Stream::close);
      one = sessions.superfluous();
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
    Session session = sessions.find(Optional.ofNullable(request.getParameter("sessionId")), caller);
    switch (message) {
      case Message.Request asked -> answer(asked, session, caller, request, response);
      case Message.Notification notification -> note(notification, session, response);
      case Message.Response() -> response.setStatus(202);
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
    running.answering(() -> turn.take(() -> engine.service(replayed, hushed)));
    hushed.check(Optional.of(asked.id()));
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
