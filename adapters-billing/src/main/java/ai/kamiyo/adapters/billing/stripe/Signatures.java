package ai.kamiyo.adapters.billing.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells Stripe's own messages from others, old ones and ones from the future. */
final class Signatures {
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern TIME = Pattern.compile("(?:^|,)\\s*t=(\\d{1,12})(?:,|$)");

  private final String secret;
  private final Clock clock;

  Signatures(String secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** Whether this body was signed with our secret, within five minutes of now. */
  boolean isGood(String body, String header) {
    Matcher time = TIME.matcher(header);
    if (!time.find() || inTheFuture(Long.parseLong(time.group(1)))) {
      return false;
    }
    try {
      return Webhook.Signature.verifyHeader(body, header, secret, TOLERANCE.toSeconds(), clock);
    } catch (SignatureVerificationException bad) {
      return false;
    }
  }

  /** The library minds only what is too old. */
  private boolean inTheFuture(long seconds) {
    return Instant.ofEpochSecond(seconds).isAfter(clock.instant().plus(TOLERANCE));
  }
}
