package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.adapters.mcp.protocol.Revision;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.SharedSession;
import ai.kamiyo.domain.text.PlainText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A legacy client's session: what was agreed on, and whose it is. Opened by nobody known, it
 * belongs to the first customer that uses it. Thread-safe.
 */
public final class Session {
  /** How often other instances are told that it is in use. */
  private static final long TELLING = Duration.ofMinutes(1).toNanos();

  private final String id;
  private final Sha256 key;
  private final AtomicReference<Optional<Object>> owner;
  private final AtomicInteger streams = new AtomicInteger();
  private volatile Handshake handshake;
  private volatile long lastUse;
  private final AtomicLong told;

  public Session(String id, Handshake handshake, Caller opener, long now) {
    this(id, handshake, identity(opener), now);
  }

  private Session(String id, Handshake handshake, Optional<Object> owner, long now) {
    this.id = id;
    this.key = Sha256.of(id);
    this.handshake = handshake;
    this.owner = new AtomicReference<>(owner);
    this.lastUse = now;
    this.told = new AtomicLong(now);
  }

  /** One of another instance, to be gone on with; empty if its revision is not spoken here. */
  static Optional<Session> resumed(String id, SharedSession shared, long now) {
    return Revision.of(shared.revision())
        .map(revision ->
            new Session(
                id,
                new Handshake(revision, PlainText.of(shared.client(), shared.client().length())),
                shared.owner().map(Object.class::cast),
                now));
  }

  public String id() {
    return id;
  }

  /** What it is called where its id, a secret, must not be. */
  Sha256 key() {
    return key;
  }

  public Handshake handshake() {
    return handshake;
  }

  /** The client has shaken hands, or does so anew. */
  public void agreed(Handshake newer) {
    handshake = newer;
  }

  /** Whether this caller may use it. */
  boolean isOpenTo(Caller caller) {
    Optional<Object> now = owner.get();
    return now.isEmpty() || now.equals(identity(caller));
  }

  /** It turned out to be this customer's, unless it is somebody's already. */
  void belongTo(CustomerId customer) {
    owner.compareAndSet(Optional.empty(), Optional.of(customer));
  }

  /** Whether others are to be told again that it is in use; then they are. */
  boolean isDue(long now) {
    long before = told.get();
    return now - before >= TELLING && told.compareAndSet(before, now);
  }

  /** What others are told when this caller uses it; empty if it is none of theirs. */
  Optional<SharedSession> shared(Caller caller) {
    Optional<Object> theirs = owner.get().or(() -> identity(caller));
    boolean local = theirs.filter(Caller.Local.class::equals).isPresent();
    return local
        ? Optional.empty()
        : Optional.of(
            new SharedSession(
                handshake.revision().date(),
                handshake.client(),
                theirs.map(CustomerId.class::cast)));
  }

  /** Whether this caller may use it; from now on it is theirs. */
  boolean admits(Caller caller, long now) {
    Optional<Object> who = identity(caller);
    boolean admitted =
        owner.get().equals(who)
            || (who.isPresent() && owner.compareAndSet(Optional.empty(), who))
            || owner.get().equals(who);
    if (admitted) {
      lastUse = now;
    }
    return admitted;
  }

  /** A stream to the client was opened; while it is open the session is in use. */
  public Session listens() {
    streams.incrementAndGet();
    return this;
  }

  void listened(long now) {
    lastUse = now;
    streams.decrementAndGet();
  }

  boolean listening() {
    return streams.get() > 0;
  }

  /** Whose it is; empty if nobody's yet. */
  Optional<Object> owner() {
    return owner.get();
  }

  boolean owned() {
    return owner.get().isPresent();
  }

  long lastUse() {
    return lastUse;
  }

  /** Who a caller is, however it calls; empty for nobody known. */
  private static Optional<Object> identity(Caller caller) {
    return switch (caller) {
      case Caller.Customer customer -> Optional.of(customer.id());
      case Caller.Local _ -> Optional.of(Caller.Local.class);
      case Caller.Anonymous _, Caller.Rejected _ -> Optional.empty();
    };
  }
}
