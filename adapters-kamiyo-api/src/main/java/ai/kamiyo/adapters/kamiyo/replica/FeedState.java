package ai.kamiyo.adapters.kamiyo.replica;

import java.time.Instant;
import java.util.Optional;

/**
 * How the reading of a live feed stands, for all processes that share it.
 *
 * @param fetchedAt when it was last read without error
 * @param triedAt when it was last tried
 * @param notBefore until when its server wants to be left alone
 * @param error what was wrong at the last trial, in our words; empty if nothing was
 */
record FeedState(
    Optional<Instant> fetchedAt,
    Optional<Instant> triedAt,
    Optional<Instant> notBefore,
    Optional<String> error) {
  static final FeedState NEVER_READ =
      new FeedState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  FeedState failing(String problem) {
    return new FeedState(fetchedAt, triedAt, notBefore, Optional.of(problem));
  }
}
