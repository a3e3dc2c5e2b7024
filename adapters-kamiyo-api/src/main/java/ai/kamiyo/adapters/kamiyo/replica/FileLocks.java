package ai.kamiyo.adapters.kamiyo.replica;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Waits for locks among processes by trying again and again. A system call that waits is refused as
 * a deadlock when two processes wait for one lock each in two threads each, though no thread of
 * theirs would ever wait for itself.
 */
final class FileLocks {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private FileLocks() {}

  /** Returns once the lock of this open file is ours; it is until the channel is closed. */
  static void await(FileChannel channel, Path file) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isOurs(channel)) {
      if (System.nanoTime() > end) {
        throw new FileSystemException(
            file.toString(), null, "another process has held the lock for a minute");
      }
      pause();
    }
  }

  /** Takes the lock if it is free; false while anybody has it, be it a thread of this process. */
  static boolean isOurs(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock");
    }
  }
}
