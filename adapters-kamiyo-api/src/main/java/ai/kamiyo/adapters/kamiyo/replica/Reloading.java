package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.replica.SnapshotReader.Reading;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a new snapshot whenever something else is on disk. While imports cannot be read, live feeds
 * go on without them, and say so; the same again is tried ever more rarely. Called by one thread.
 */
final class Reloading {
  private static final Logger LOG = System.getLogger(Reloading.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final long NONE = -1;
  private static final long UNKNOWN = -2;

  private final SnapshotReader reader;
  private Optional<Snapshot> shown = Optional.empty();
  private long seen = NONE;
  private long seenLive = NONE;
  private Optional<Failure> failure = Optional.empty();

  Reloading(SnapshotReader reader) {
    this.reader = reader;
  }

  /** What went wrong with which version, and when to try that again. */
  private record Failure(String problem, long version, Duration pause, long retryAt) {
    Duration longerPause() {
      Duration longer = pause.multipliedBy(2);
      return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    boolean rests(long found) {
      return version == found && System.nanoTime() - retryAt < 0;
    }
  }

  /** The snapshot of what is on disk; empty if that is what it was the last time. */
  Optional<Snapshot> changed() throws IOException {
    long version = version();
    if (failure.isEmpty() ? version == seen : failure.get().rests(version)) {
      return Optional.empty();
    }
    long live = reader.liveVersion();
    Reading reading = reader.read();
    seen = reading.version();
    seenLive = live;
    failure = Optional.empty();
    shown = Optional.of(reading.snapshot());
    return shown;
  }

  /** What can be shown although this went wrong: live feeds as they are, imports as they were. */
  Snapshot despite(Throwable fault) {
    String problem = problem(fault);
    note(problem, fault);
    long live = liveVersion();
    boolean full = fault instanceof OutOfMemoryError;
    if (shown.isEmpty() || (live != seenLive && !full)) {
      rebuild();
      seenLive = live;
    }
    return failing(shown.orElseThrow(), problem);
  }

  /** Said once, however often it is met. */
  private void note(String problem, Throwable fault) {
    long version = version();
    Duration pause =
        failure
            .filter(before -> before.version == version)
            .map(before -> before.longerPause())
            .orElse(FIRST_PAUSE);
    boolean known = failure.filter(before -> before.problem.equals(problem)).isPresent();
    failure =
        Optional.of(new Failure(problem, version, pause, System.nanoTime() + pause.toNanos()));
    if (!known) {
      LOG.log(Level.ERROR, "the incidents could not be loaded: " + problem, fault);
    }
  }

  /** Leaves what was shown before in its place if even this cannot be done. */
  private void rebuild() {
    try {
      shown = Optional.of(reader.withoutNewImports());
    } catch (RuntimeException | OutOfMemoryError worse) {
      if (shown.isEmpty()) {
        throw worse;
      }
      LOG.log(Level.WARNING, "nor can live feeds be shown without imports: " + worse);
    }
  }

  private long version() {
    try {
      return reader.version();
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  private long liveVersion() {
    try {
      return reader.liveVersion();
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  static String problem(Throwable fault) {
    return switch (fault) {
      case OutOfMemoryError full -> "the incidents do not fit into the memory";
      case AccessDeniedException denied ->
          "imported incidents cannot be read: let this user read " + denied.getFile();
      case IOException unreadable ->
          "imported incidents cannot be read: " + unreadable.getMessage();
      default -> "the incidents could not be loaded; the log says why";
    };
  }

  /** Only what we bring along ourselves needs neither imports nor the ids kept with them. */
  private static Snapshot failing(Snapshot before, String problem) {
    DataStatus data = before.data();
    List<FeedStatus> feeds =
        data.feeds().stream()
            .map(feed -> feed.name().equals("bundled") ? feed : feed.failing(problem))
            .toList();
    return before.dated(new DataStatus(data.asOf(), feeds, data.exploits(), data.stale()));
  }
}
