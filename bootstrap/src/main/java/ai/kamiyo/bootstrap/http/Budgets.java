package ai.kamiyo.bootstrap.http;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Sha256;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What may be asked in vain in a minute. An address has one budget for requests without a good
 * token, and within it one for tokens that turn out to be bad; each customer has a budget of its
 * own at each address, so that neither uses up the other's. Thread-safe.
 */
final class Budgets {
  private static final int MOST_TOKENS = 10_000;

  private final AddressLimit strangers;
  private final AddressLimit guesses;
  private final AddressLimit failures;
  private final Set<Sha256> good = ConcurrentHashMap.newKeySet();

  /**
   * Nothing asked yet.
   *
   * @param perMinute for each of them; 0 is no limit
   * @param nanos a clock that only goes forward
   */
  Budgets(int perMinute, LongSupplier nanos) {
    strangers = new AddressLimit(perMinute, nanos);
    guesses = new AddressLimit(perMinute, nanos);
    failures = new AddressLimit(perMinute, nanos);
  }

  /** Counts a request without a good token; if it is one too many, how long to wait. */
  Optional<Duration> stranger(String address) {
    return strangers.count(address);
  }

  /**
   * How long to wait before this token is looked at: a signature costs time to verify, which so
   * many bad ones have had their share of. A token that was good before is always looked at.
   */
  Optional<Duration> beforeLooking(String address, AccessToken token) {
    return guesses.reached(address).filter(wait -> !good.contains(token.hash()));
  }

  /** Counts a token that is not accepted; if it is one too many, how long to wait. */
  Optional<Duration> bad(String address, AccessToken token) {
    good.remove(token.hash());
    return unknowable(address);
  }

  /** Counts a token that nobody can tell of just now; it stays as good as it was. */
  Optional<Duration> unknowable(String address) {
    var _ = guesses.count(address);
    return strangers.count(address);
  }

  /** Remembers a token that was accepted; how long its holder has to wait, if it failed a lot. */
  Optional<Duration> accepted(String address, AccessToken token, Caller caller) {
    if (good.size() >= MOST_TOKENS) {
      good.clear();
    }
    good.add(token.hash());
    return failures.reached(holder(address, caller));
  }

  /** Counts a request of a holder of a good token that was refused for what it was. */
  void failed(String address, Caller caller) {
    var _ = failures.count(holder(address, caller));
  }

  private static String holder(String address, Caller caller) {
    String who = caller instanceof Caller.Customer customer ? customer.id().value() : "";
    return address + " " + who;
  }
}
