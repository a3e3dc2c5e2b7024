package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** A feed with another way to the same rows, which is taken while the first one fails. */
public final class FallbackFeed implements LiveFeed<FeedCopy> {
  private final LiveFeed<FeedCopy> first;
  private final LiveFeed<FeedCopy> second;

  public FallbackFeed(LiveFeed<FeedCopy> first, LiveFeed<FeedCopy> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public String origin() {
    return first.origin();
  }

  @Override
  public Duration pace() {
    return first.pace();
  }

  /** Fails as the first one did if the second one fails, too. */
  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    try {
      return first.read(before);
    } catch (WebFailure failure) {
      try {
        FeedCopy copy = second.read(before);
        System.getLogger(FallbackFeed.class.getName())
            .log(Level.INFO, first.name() + " was read from " + second.name() + " instead");
        return copy;
      } catch (WebFailure another) {
        failure.addSuppressed(another);
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
