package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import java.time.Duration;
import java.util.Optional;

/** A feed that is read over the network, again and again. Called by one thread at a time. */
public interface LiveFeed<C extends Held<C>> extends AutoCloseable {
  /** The feed's name: in KAMIYO_FEEDS, or of a list that comes with a feed of incidents. */
  String name();

  /**
   * Where it is read from, without secrets: installations share what they read only where this is
   * the same.
   */
  String origin();

  /** How long after one reading the next is due. */
  Duration pace();

  /**
   * What the feed holds now: everything, or a failure that leaves the copy before in place. May
   * block for minutes.
   */
  C read(Optional<C> before) throws WebFailure, InterruptedException;

  @Override
  void close();
}
