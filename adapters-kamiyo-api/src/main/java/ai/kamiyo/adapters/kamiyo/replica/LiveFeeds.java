package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The keepers of all live feeds, and what they say about age and faults. Thread-safe. */
final class LiveFeeds implements AutoCloseable {
  /** The feed that brings a list of protocols too. */
  static final String DEFILLAMA = "defillama";

  private final Map<String, FeedKeeper<FeedCopy>> keepers;
  private final Optional<FeedKeeper<ProtocolList>> protocols;
  private final boolean offline;
  private final Duration maxStaleness;
  private final Clock clock;

  /**
   * Feeds that are not read yet.
   *
   * @param protocols the list that comes with DefiLlama's incidents, if those are read
   * @param offline whether none is ever read, so that only copies from before are shown
   */
  LiveFeeds(
      Map<String, FeedKeeper<FeedCopy>> keepers,
      Optional<FeedKeeper<ProtocolList>> protocols,
      boolean offline,
      Duration maxStaleness,
      Clock clock) {
    this.protocols = protocols;
    this.keepers = Map.copyOf(keepers);
    this.offline = offline;
    this.maxStaleness = maxStaleness;
    this.clock = clock;
  }

  boolean isEmpty() {
    return keepers.isEmpty();
  }

  /** Looks on disk how the reading of each stands. */
  void glance() {
    keepers.values().forEach(FeedKeeper::glance);
    protocols.ifPresent(FeedKeeper::glance);
  }

  /** Begins to read those of these names. The second time does nothing. */
  void start(Predicate<String> names) {
    if (!offline) {
      keepers.forEach((name, keeper) -> {
        if (names.test(name)) {
          keeper.start();
        }
      });
      protocols.filter(keeper -> names.test(DEFILLAMA)).ifPresent(FeedKeeper::start);
    }
  }

  /** Waits until each has a copy or has failed once, but not for ever; whether that came true. */
  boolean awaitFirst(Duration atMost) throws InterruptedException {
    if (offline) {
      return false;
    }
    try {
      CompletableFuture.allOf(
              keepers.values().stream().map(FeedKeeper::tried).toArray(CompletableFuture[]::new))
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false; // what they bring will be shown when it is there
    }
  }

  /** How the reading of the list of protocols stands, after it was tried; empty if none is read. */
  Optional<FeedState> protocols(Duration atMost) throws InterruptedException {
    if (protocols.isEmpty()) {
      return Optional.empty();
    }
    FeedKeeper<ProtocolList> keeper = protocols.get();
    try {
      if (!offline) {
        keeper.tried().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      return Optional.of(keeper.state().failing("was not read in time"));
    }
    return Optional.of(keeper.state());
  }

  /** The status with each live feed's age and fault as they are now. */
  DataStatus dated(DataStatus data) {
    List<FeedStatus> feeds = new ArrayList<>();
    boolean stale = data.stale();
    for (FeedStatus feed : data.feeds()) {
      feeds.add(keepers.containsKey(feed.name()) ? dated(feed) : feed);
    }
    for (String name : keepers.keySet().stream().sorted().toList()) {
      if (data.feeds().stream().noneMatch(feed -> feed.name().equals(name))) {
        feeds.add(
            dated(
                new FeedStatus(
                    name, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false)));
      }
    }
    for (FeedStatus feed : feeds) {
      stale |= feed.stale();
    }
    return new DataStatus(Coverage.of(feeds), feeds, data.exploits(), stale);
  }

  private FeedStatus dated(FeedStatus feed) {
    FeedState state = Objects.requireNonNull(keepers.get(feed.name())).state();
    Optional<String> error = state.error().or(feed::lastError);
    if (error.isEmpty() && feed.name().equals(DEFILLAMA)) {
      error = protocols.flatMap(keeper -> keeper.state().error()).map(e -> "its protocols: " + e);
    }
    if (error.isEmpty() && state.fetchedAt().isEmpty()) {
      error =
          Optional.of(offline ? "was never read: KAMIYO_OFFLINE forbids it" : "was not read yet");
    }
    Instant oldest = clock.instant().minus(maxStaleness);
    boolean stale = state.fetchedAt().filter(at -> at.isBefore(oldest)).isPresent();
    boolean failing = stale || state.error().isPresent();
    return new FeedStatus(
        feed.name(),
        failing ? Coverage.ofFailing(feed, state.fetchedAt()) : feed.asOf(),
        feed.reports(),
        feed.quarantined(),
        state.fetchedAt(),
        error,
        stale);
  }

  @Override
  public void close() {
    keepers.values().forEach(FeedKeeper::close);
    protocols.ifPresent(FeedKeeper::close);
  }
}
