package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.LegacyLayer;
import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import ai.kamiyo.adapters.mcp.protocol.Revision;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.SessionDirectory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Streamable HTTP at {@code /mcp}: what is let in here, the SDK's engine carries. */
final class StreamableServlet extends McpServlet {
  private static final long serialVersionUID = 1L;
  private static final String SESSION = "Mcp-Session-Id";
  private static final Duration CALL_HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration IDLE_HEARTBEAT = Duration.ofSeconds(15);

  private final transient Entry entry;
  private final transient Sessions sessions;
  private final transient OpenSessions open;
  private final transient Running running;
  private final boolean stateless;
  private final transient Engines engines;
  private final transient Sweep sweep;

  StreamableServlet(
      Entry entry,
      Sessions sessions,
      Running running,
      Engines engines,
      SessionDirectory directory) {
    this.entry = entry;
    this.sessions = sessions;
    this.running = running;
    this.stateless = engines.areShared();
    this.engines = engines;
    this.open = new OpenSessions(entry, sessions, running, engines, directory);
    this.sweep = new Sweep(sessions.pace(), open::makeRoom);
  }

  @Override
  public void init() {
    if (!stateless) {
      sweep.start();
      open.listen();
    }
  }

  @Override
  public void destroy() {
    sweep.close();
    engines.close();
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getMethod()) {
      case "POST" -> post(request, response);
      case "GET" -> listen(request, response);
      case "DELETE" -> end(request, response);
      default -> throw notAllowed();
    }
  }

  private HttpRefusal notAllowed() {
    return HttpRefusal.notAllowed(stateless ? "POST" : "GET, POST, DELETE");
  }

  private void post(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Message message = Body.read(request);
    entry.checkVersion(request, Optional.of(message));
    Headers.checkAccept(request, "application/json", "text/event-stream");
    Caller caller = CallerAttribute.of(request);
    switch (message) {
      case Message.Request asked -> {
        entry.checkCaller(asked, caller);
        answer(asked, caller, request, response);
      }
      case Message.Notification notification -> {
        if (!stateless) {
          cancel(notification, session(request, response, caller));
        }
        response.setStatus(202);
      }
      case Message.Response() -> {
        if (!stateless) {
          var _ = session(request, response, caller);
        }
        response.setStatus(202);
      }
    }
  }

  private Session session(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException, ServletException {
    return open.find(Headers.only(request, SESSION), caller, request, response);
  }

  private void cancel(Message.Notification notification, Session session) {
    if (notification.method().equals("notifications/cancelled")) {
      notification
          .params()
          .optional("requestId")
          .flatMap(RequestId::of)
          .ifPresent(id -> running.cancel(new Running.Key(session.id(), id)));
    }
  }

  private void answer(
      Message.Request asked,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    if (asked.method().equals("initialize")) {
      initialize(asked, caller, request, response);
      return;
    }
    Handshake handshake =
        stateless ? told(request) : session(request, response, caller).handshake();
    String session = stateless ? UUID.randomUUID().toString() : request.getHeader(SESSION);
    Running.Key key = new Running.Key(session, asked.id());
    Handling handling = handled(entry.layer(handshake, caller), asked, 200);
    Supplier<Optional<ObjectNode>> work =
        switch (handling) {
          case Handling.Now(var result) -> () -> Optional.of(result);
          case Handling.Later(var later) -> () -> running.perform(key, later);
        };
    Stream stream = new Stream(CALL_HEARTBEAT, _ -> running.cancel(key), () -> {});
    pass(asked, new Turn(session, work), stream, request, response);
  }

  /** Without a session, what was agreed on is known only from the header. */
  private static Handshake told(HttpServletRequest request) {
    return Headers.only(request, "MCP-Protocol-Version")
        .flatMap(Revision::of)
        .map(revision -> new Handshake(revision, ""))
        .orElse(Handshake.UNTOLD);
  }

  private void initialize(
      Message.Request asked,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    LegacyLayer layer = entry.layer(Handshake.NONE, caller);
    if (!(handled(layer, asked, 400) instanceof Handling.Now(ObjectNode result))) {
      throw new IllegalStateException("a handshake is answered at once");
    }
    String id = UUID.randomUUID().toString();
    if (!stateless) {
      open.open(new Session(id, layer.handshake(), caller, sessions.now()), caller);
    }
    Stream stream = new Stream(CALL_HEARTBEAT, _ -> {}, () -> {});
    boolean opened = false;
    try {
      pass(asked, new Turn(id, () -> Optional.of(result)), stream, request, response);
      opened = true;
    } finally {
      if (!opened) {
        open.leave(id);
      }
    }
  }

  private static Handling handled(LegacyLayer layer, Message.Request asked, int status) {
    try {
      return layer.handle(asked);
    } catch (ProtocolError error) {
      throw HttpRefusal.of(status, error, Optional.of(asked.id()));
    }
  }

  private void listen(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    refuseWithoutSessions();
    entry.checkVersion(request, Optional.empty());
    Headers.checkAccept(request, "text/event-stream");
    Session session = session(request, response, CallerAttribute.of(request));
    Stream stream =
        new Stream(IDLE_HEARTBEAT, Stream::close, () -> session.listened(sessions.now()));
    Hushed hushed = new Hushed(response, stream::writer);
    response.setHeader("X-Accel-Buffering", "no");
    Replayed replayed =
        Replayed.bare(
            request,
            context -> {
              var _ = session.listens(); // not before: only a stream that has begun ends
              return stream.begin(context);
            });
    stream.carry(() -> {
      engines.of(session.id()).service(replayed, hushed);
      hushed.check(Optional.empty(), engines.closed());
    });
    response.flushBuffer(); // so that the client knows that it is listened to
  }

  private void end(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    refuseWithoutSessions();
    entry.checkVersion(request, Optional.empty());
    open.end(session(request, response, CallerAttribute.of(request)));
    response.setStatus(200);
  }

  private void refuseWithoutSessions() {
    if (stateless) {
      throw notAllowed();
    }
  }

  private void pass(
      Message.Request asked,
      Turn turn,
      Stream stream,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Hushed hushed = new Hushed(response, stream::writer);
    response.setHeader("X-Accel-Buffering", "no");
    Replayed replayed = Replayed.of(request, asked, stream::begin);
    HttpServlet engine = engines.of(turn.session());
    stream.carry(() -> {
      running.answering(() -> turn.take(() -> engine.service(replayed, hushed)));
      hushed.check(Optional.of(asked.id()), engines.closed());
    });
  }
}
