package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Held;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.exploit.SharedCopies;
import ai.kamiyo.domain.exploit.SharedCopies.Copy;
import ai.kamiyo.domain.exploit.SharedCopies.Turn;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one feed's keeper takes from other installations, and gives to them. */
final class FeedShare<C extends Held<C>> {
  /** How far another's clock may be ahead of ours without its copies meaning nothing. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int DIGITS = 16;

  private final SharedCopies shared;
  private final String feed;
  private final String name;
  private final CopyStore<C> store;
  private final CopyText<C> text;
  private final Clock clock;
  private Optional<Instant> missed = Optional.empty();
  private Optional<Instant> unreadable = Optional.empty();
  private boolean warned;

  FeedShare(SharedCopies shared, LiveFeed<C> feed, CopyStore<C> store, Clock clock) {
    this.shared = shared;
    this.feed = feed.name();
    this.name = name(feed);
    this.store = store;
    this.text = new CopyText<>(store.form());
    this.clock = clock;
  }

  /** The same for all that read the same, and can read what the others write. */
  private static String name(LiveFeed<?> feed) {
    String read = Sha256.of(CopyText.FORMAT + " " + feed.origin()).hex();
    return feed.name() + ":" + read.substring(0, DIGITS);
  }

  /** What came of looking at what others have. */
  enum Look {
    /** Nothing that is newer than ours. */
    NOTHING,
    /** A newer copy, which is ours now and tells the same. */
    CONFIRMED,
    /** A newer copy, which is ours now and tells something else. */
    CHANGED
  }

  /** Takes what others have if it was fetched later than ours. */
  Look look(Optional<Instant> ours) throws IOException {
    Instant now = clock.instant();
    Optional<Instant> known = ours.filter(at -> !at.isAfter(now));
    Optional<Instant> theirs = shared.fetchedAt(name).filter(at -> isNews(at, known, now));
    if (theirs.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<Copy> news = shared.copy(name).filter(copy -> isNews(copy.fetchedAt(), known, now));
    if (news.isEmpty()) {
      miss(theirs);
      return Look.NOTHING;
    }
    Optional<C> copy = readable(news.get(), now);
    if (copy.isEmpty()) {
      return Look.NOTHING;
    }
    boolean changed = store.copy().filter(copy.get()::tellsTheSameAs).isEmpty();
    store.keep(copy.get(), changed);
    return changed ? Look.CHANGED : Look.CONFIRMED;
  }

  private boolean isNews(Instant theirs, Optional<Instant> ours, Instant now) {
    return !theirs.isAfter(now.plus(SKEW))
        && ours.filter(at -> !theirs.isAfter(at)).isEmpty()
        && !unreadable.equals(Optional.of(theirs));
  }

  /** What could not be had twice is not asked for again: it may be megabytes. */
  private void miss(Optional<Instant> theirs) {
    unreadable = theirs.equals(missed) ? theirs : unreadable;
    missed = theirs;
  }

  /** Another program may have written it: whatever is wrong with it, we read for ourselves. */
  private Optional<C> readable(Copy copy, Instant now) {
    try {
      return Optional.of(text.read(copy.text(), now));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      unreadable = Optional.of(copy.fetchedAt());
      if (!warned) {
        warned = true;
        System.getLogger(FeedShare.class.getName())
            .log(Level.WARNING, "the shared copy of feed " + feed + " is ignored: " + e);
      }
      return Optional.empty();
    }
  }

  /** The turn to read for all; empty while another reads, or rests after a failure. */
  Optional<Turn> turn(boolean impatient) {
    return shared.turn(name, impatient);
  }

  /** A copy that cannot be shared is a copy all the same. */
  void publish(C copy) {
    try {
      shared.publish(name, new Copy(copy.fetchedAt(), text.written(copy)));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      System.getLogger(FeedShare.class.getName())
          .log(Level.WARNING, "feed " + feed + " cannot be shared: " + e);
    }
  }
}
