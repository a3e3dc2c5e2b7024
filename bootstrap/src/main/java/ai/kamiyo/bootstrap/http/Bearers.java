package ai.kamiyo.bootstrap.http;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;

/** Knows for whom a bearer token speaks. Thread-safe; may block. */
@FunctionalInterface
public interface Bearers {
  Verdict of(AccessToken token);

  /** What a token is worth. */
  sealed interface Verdict {
    /** It speaks for this caller. */
    record Accepted(Caller caller) implements Verdict {}

    /**
     * It speaks for nobody.
     *
     * @param reason for whoever sent it
     */
    record Rejected(String reason) implements Verdict {}

    /** Nobody can tell just now: what would know it does not answer. */
    record Unknowable() implements Verdict {}
  }
}
