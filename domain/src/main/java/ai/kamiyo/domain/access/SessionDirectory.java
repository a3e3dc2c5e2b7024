package ai.kamiyo.domain.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the instances of a server find each other's sessions, so that a client may come to any of
 * them. A session is named by the hash of its id, which is a secret.
 *
 * <p>Thread-safe; blocks for a moment at most. A hint, not a promise: it never throws because it is
 * out of reach, and then knows nothing. A session of no owner belongs to the first customer that
 * keeps it.
 */
public interface SessionDirectory {
  /** Knows no session, where there is one instance. */
  SessionDirectory NOWHERE = new NoSessionDirectory();

  /**
   * Enters a session, or goes on with it, for so long from now. What was entered first stands; what
   * has ended is not entered anew.
   *
   * @return what stands; empty if it has ended or the directory is out of reach
   */
  Optional<SharedSession> keep(Sha256 id, SharedSession session, Duration lasting);

  /** The session, if one is entered. */
  Optional<SharedSession> find(Sha256 id);

  /** Ends a session for all, and tells all instances, this one included, that it has ended. */
  void end(Sha256 id);

  /** The listener is called by any thread with sessions that were ended, and must be quick. */
  void subscribe(Consumer<Sha256> listener);
}
