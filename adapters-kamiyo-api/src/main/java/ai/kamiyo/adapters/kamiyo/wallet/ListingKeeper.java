package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.feed.Lately;
import ai.kamiyo.adapters.kamiyo.wallet.ListingFeed.Reading;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads live lists once a day in a thread of its own, and keeps their last good copies. */
final class ListingKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ListingKeeper.class.getName());
  private static final Duration PACE = Duration.ofDays(1);
  private static final Duration SECOND_TRY = Duration.ofMinutes(10);
  private static final Duration AFTER_PART = Duration.ofHours(6); // its bad row may stay for weeks
  private static final Duration GLANCE = Duration.ofSeconds(20);

  private final Map<ListingFeed, ListingCopy> feeds;
  private final Clock clock;
  private Optional<Thread> worker = Optional.empty();
  private volatile boolean closed;

  ListingKeeper(Map<ListingFeed, ListingCopy> feeds, Clock clock) {
    this.feeds = Map.copyOf(feeds);
    this.clock = clock;
  }

  /** Begins to read, and returns at once. */
  synchronized void start() {
    if (!feeds.isEmpty() && worker.isEmpty() && !closed) {
      Thread thread = Thread.ofPlatform().daemon().name("listings").unstarted(this::run);
      worker = Optional.of(thread);
      thread.start();
    }
  }

  private void run() {
    while (!closed) {
      try {
        readAll();
        Thread.sleep(GLANCE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Reads every list that is due. */
  void readAll() throws InterruptedException {
    for (var each : feeds.entrySet()) {
      try {
        if (isDue(each.getValue())) {
          each.getValue().exclusively(() -> read(each.getKey(), each.getValue()));
        }
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.ERROR, "list " + each.getKey().name() + " cannot be kept", e);
      }
    }
  }

  private boolean isDue(ListingCopy copy) {
    ListingCopy.State state = copy.state();
    Duration wait = copy.fault().isPresent() ? SECOND_TRY : pace(state);
    Instant now = clock.instant();
    return state.triedAt().filter(at -> Lately.was(at, wait, now)).isEmpty();
  }

  private static Duration pace(ListingCopy.State state) {
    if (state.error().isEmpty()) {
      return PACE;
    }
    return state.isOfPart() ? AFTER_PART : SECOND_TRY;
  }

  private void read(ListingFeed feed, ListingCopy copy) throws IOException, InterruptedException {
    if (!isDue(copy)) {
      return; // another process has just read it
    }
    Instant now = clock.instant();
    try {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      Reading reading = feed.read(copy.content().entries(), today);
      reading
          .fault()
          .ifPresent(fault -> LOG.log(Level.WARNING, "list " + feed.name() + ": " + fault));
      copy.keep(reading, now);
    } catch (WebFailure failure) {
      LOG.log(Level.WARNING, "list " + feed.name() + " cannot be read: " + failure.problem());
      copy.failed(failure.problem(), now);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    worker.ifPresent(Thread::interrupt);
    List.copyOf(feeds.keySet()).forEach(ListingFeed::close);
  }
}
