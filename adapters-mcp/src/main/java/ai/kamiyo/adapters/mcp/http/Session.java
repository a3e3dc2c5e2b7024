package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Handshake;
import ai.kamiyo.domain.access.Caller;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A legacy client's session: what was agreed on, and whose it is. Opened by nobody known, it
 * belongs to the first customer that uses it. Thread-safe.
 */
public final class Session {
  private final String id;
  private final AtomicReference<Optional<Object>> owner;
  private final AtomicInteger streams = new AtomicInteger();
  private volatile Handshake handshake;
  private volatile long lastUse;

  public Session(String id, Handshake handshake, Caller opener, long now) {
    this.id = id;
    this.handshake = handshake;
    this.owner = new AtomicReference<>(identity(opener));
    this.lastUse = now;
  }

  public String id() {
    return id;
  }

  public Handshake handshake() {
    return handshake;
  }

  /** The client has shaken hands, or does so anew. */
  public void agreed(Handshake newer) {
    handshake = newer;
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
