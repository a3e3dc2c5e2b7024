package ai.kamiyo.adapters.persistence.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one opener at a time at a file, among the threads of this process and all others. */
final class OpeningLock {
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final FileChannel file;

  private OpeningLock(FileChannel file) {
    this.file = file;
  }

  @SuppressWarnings("LockNotBeforeTry") // released by release
  static OpeningLock of(Path database) throws IOException {
    WITHIN_PROCESS.lock();
    FileChannel file = null;
    try {
      file =
          FileChannel.open(
              database.resolveSibling(database.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      file.lock();
      return new OpeningLock(file);
    } catch (IOException | RuntimeException e) {
      if (file != null) {
        file.close();
      }
      WITHIN_PROCESS.unlock();
      throw e;
    }
  }

  void release() throws IOException {
    try {
      file.close();
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }
}
