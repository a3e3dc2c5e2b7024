package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Handling;
import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.LegacyLayer;
import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.SessionDirectory;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.SharedSession;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sessions that are open here, each with its engine, and the way to those that other instances
 * have opened. Thread-safe.
 */
final class OpenSessions {
  /** Ids of ours look so; no other is worth a question to the directory. */
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int LOCKS = 64;
  private static final RequestId NOBODYS = new RequestId(JsonNodeFactory.instance.numberNode(0));

  private final Entry entry;
  private final Sessions sessions;
  private final Engines engines;
  private final Running running;
  private final SessionDirectory directory;
  private final Lock[] adopting =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  OpenSessions(
      Entry entry,
      Sessions sessions,
      Running running,
      Engines engines,
      SessionDirectory directory) {
    this.entry = entry;
    this.sessions = sessions;
    this.running = running;
    this.engines = engines;
    this.directory = directory;
  }

  /** Begins to hear of sessions that are ended at other instances. */
  void listen() {
    directory.subscribe(key -> sessions.named(key).forEach(session -> leave(session.id())));
  }

  /** Opens a session. */
  void open(Session session, Caller caller) {
    makeRoom();
    engines.begin(session.id());
    sessions.add(session);
    keep(session, caller);
  }

  /**
   * The session with this id, if this caller may use it; one of another instance is gone on with.
   */
  Session find(
      Optional<String> id, Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (id.isPresent() && sessions.known(id.get()).isEmpty() && ID.matcher(id.get()).matches()) {
      adopt(id.get(), caller, request, response);
    }
    id.flatMap(sessions::known)
        .filter(session -> session.isOpenTo(caller))
        .filter(session -> !session.owned() || session.isDue(sessions.now()))
        .ifPresent(session -> keep(session, caller));
    return sessions.find(id, caller);
  }

  /** As long as it is nobody's, whose it is by now is known to the directory only. */
  private void keep(Session session, Caller caller) {
    session
        .shared(caller)
        .flatMap(shared -> directory.keep(session.key(), shared, sessions.idle()))
        .flatMap(SharedSession::owner)
        .ifPresent(session::belongTo);
  }

  /** However many ask for it at once, it is taken over once. */
  private void adopt(
      String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Lock lock = adopting[Math.floorMod(id.hashCode(), LOCKS)];
    lock.lock();
    try {
      Optional<Session> elsewhere =
          sessions.known(id).isPresent() ? Optional.empty() : elsewhere(id, caller);
      if (elsewhere.isPresent()) {
        takeOver(elsewhere.get(), caller, request, response);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Session> elsewhere(String id, Caller caller) {
    return directory
        .find(Sha256.of(id))
        .flatMap(shared -> Session.resumed(id, shared, sessions.now()))
        .filter(session -> session.isOpenTo(caller));
  }

  private void takeOver(
      Session session, Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    makeRoom();
    engines.begin(session.id());
    boolean taken = false;
    try {
      shakeHands(session, caller, request, response);
      sessions.add(session);
      taken = true;
    } finally {
      if (!taken) {
        engines.end(session.id());
      }
    }
  }

  /** The engine learns of a session by a handshake only. */
  private void shakeHands(
      Session session, Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    ObjectNode params = Json.object().put("protocolVersion", session.handshake().revision().date());
    Message.Request asked = new Message.Request(NOBODYS, "initialize", params);
    LegacyLayer layer = entry.layer(Handshake.NONE, caller);
    if (!(layer.handle(asked) instanceof Handling.Now(ObjectNode result))) {
      throw new IllegalStateException("a handshake is answered at once");
    }
    Hushed unheard = new Hushed(new Adoption.Unheard(response), writer -> writer);
    Replayed replayed = Replayed.of(new Adoption(request), asked, context -> context);
    new Turn(session.id(), () -> Optional.of(result))
        .take(() -> engines.of(session.id()).service(replayed, unheard));
    unheard.check(Optional.empty(), engines.closed());
  }

  /** Ends those that idle or of which there are too many; other instances go on with them. */
  void makeRoom() {
    Optional<Session> one = sessions.superfluous();
    while (one.isPresent()) {
      leave(one.get().id());
      one = sessions.superfluous();
    }
  }

  /** Ends a session here, and its calls with it: the stream that their answers wait for is over. */
  void leave(String session) {
    sessions.forget(session);
    running.cancelAll(session);
    engines.end(session);
  }

  /** Ends a session here and everywhere. */
  void end(Session session) {
    leave(session.id());
    directory.end(session.key());
  }
}
