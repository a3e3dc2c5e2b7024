package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A feed that reads when it is let, and tells whether it is reading. */
final class PacedFeed implements LiveFeed<FeedCopy> {
  private final LiveFeed<FeedCopy> feed;
  private final Semaphore turns = new Semaphore(0);
  private volatile boolean reading;
  private volatile long lastNanos;

  PacedFeed(LiveFeed<FeedCopy> feed) {
    this.feed = feed;
  }

  /** Lets it read once. */
  void let() {
    turns.release();
  }

  boolean reading() {
    return reading;
  }

  /** How long the last reading took. */
  long lastNanos() {
    return lastNanos;
  }

  @Override
  public String name() {
    return feed.name();
  }

  @Override
  public String origin() {
    return feed.origin();
  }

  @Override
  public Duration pace() {
    return feed.pace();
  }

  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    turns.acquire();
    reading = true;
    long start = System.nanoTime();
    try {
      return feed.read(before);
    } finally {
      lastNanos = System.nanoTime() - start;
      reading = false;
    }
  }

  @Override
  public void close() {
    feed.close();
  }
}
