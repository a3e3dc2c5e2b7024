package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.UsageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes each use to this process's own journal file before it returns; a background thread moves
 * the rows into the store, and with them those that killed processes left behind.
 *
 * <p>Neither a dead database nor a killed process loses or doubles a row; a power cut may lose the
 * last ones, because nothing waits for the disk.
 */
public final class JournaledUsageLog implements UsageLog, AutoCloseable {
  private final Path folder;
  private final UsageStore store;
  private final Duration betweenOrphans;
  private final Duration closeWithin;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private volatile @Nullable Running running;
  private boolean closed;

  /**
   * A log that touches neither disk nor store before it is started or used.
   *
   * @param betweenOrphans how long after one search for the journals of dead processes the next
   * @param closeWithin how long {@link #close} may take to empty the journal
   */
  public JournaledUsageLog(
      Path folder, UsageStore store, Duration betweenOrphans, Duration closeWithin) {
    this.folder = folder.toAbsolutePath().normalize();
    this.store = store;
    this.betweenOrphans = betweenOrphans;
    this.closeWithin = closeWithin;
  }

  /** Opens the journal and begins the background work; the first {@link #record} does it too. */
  public void start() {
    Running unused = running();
  }

  @Override
  public void record(ToolUse use) {
    Running current = running();
    try {
      current.journal.append(ToolUseLine.encode(use));
    } catch (IOException e) {
      throw unwritable(e);
    }
    current.batcher.wake();
  }

  @Override
  public void close() {
    Running last;
    lifecycle.lock();
    try {
      closed = true;
      last = running;
      running = null;
    } finally {
      lifecycle.unlock();
    }
    if (last != null) {
      last.batcher.close(closeWithin);
    }
  }

  private Running running() {
    Running current = running;
    return current != null ? current : started();
  }

  private Running started() {
    lifecycle.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the usage log is closed");
      }
      Running current = running;
      if (current == null) {
        Files.createDirectories(folder);
        OwnJournal journal = OwnJournal.create(folder);
        current =
            new Running(journal, new Batcher(journal, new Orphans(folder), store, betweenOrphans));
        current.batcher.start();
        running = current;
      }
      return current;
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      lifecycle.unlock();
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(
        "KAMIYO_HOME does not take the usage journal " + folder + ": " + cause.getMessage(), cause);
  }

  private record Running(OwnJournal journal, Batcher batcher) {}
}
