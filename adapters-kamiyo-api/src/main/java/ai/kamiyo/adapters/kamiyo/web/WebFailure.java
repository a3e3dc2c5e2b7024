package ai.kamiyo.adapters.kamiyo.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a web server's answer is of no use, told in our own words: what the server itself says of its
 * troubles goes nowhere.
 */
public final class WebFailure extends IOException {
  /** The longest that any server is left alone because it wants to be. */
  public static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final long serialVersionUID = 1L;

  private final transient Kind kind;
  private final transient Optional<Duration> retryAfter;

  public WebFailure(Kind kind, String problem) {
    this(kind, problem, Optional.empty());
  }

  WebFailure(Kind kind, String problem, Optional<Duration> retryAfter) {
    super(problem);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** What to do about a failure. */
  public enum Kind {
    /** The server is down or broken: it may work a little later. */
    OUTAGE,
    /** We ask too often. */
    BUSY,
    /** The server works, and does not give us what we ask for. */
    REFUSAL,
    /** The server has nothing at this address. */
    ABSENT,
    /** We have not asked, because the server was down a moment ago. */
    RESTING
  }

  public Kind kind() {
    return kind;
  }

  /** How long the server wants to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
