package ai.kamiyo.adapters.persistence.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal this process writes. A lock on the file says that its writer lives; whoever gets the
 * lock may empty and delete it. Any thread may append, one thread reads and forgets.
 */
final class OwnJournal {
  /**
   * The version of the line format is part of the name: an older program leaves newer ones alone.
   */
  static final String SUFFIX = ".1.journal";

  /** Journals of this process: on POSIX, to open and close one again would release its lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final long COMPACT_BYTES = 1024 * 1024;

  private final Path path;
  // A file and not a channel, which would close for good if a writing thread were interrupted.
  private final RandomAccessFile file;
  private final ReentrantLock positions = new ReentrantLock();
  private long forgotten; // changed by the reading thread alone
  private long end;

  private OwnJournal(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  static OwnJournal create(Path folder) throws IOException {
    while (true) {
      Path path = folder.resolve(UUID.randomUUID() + SUFFIX);
      OWN.add(path);
      RandomAccessFile file = null;
      boolean created = false;
      try {
        file = new RandomAccessFile(path.toFile(), "rw");
        // Before the lock, another process may take the new file for an orphan and delete it.
        created = file.getChannel().tryLock() != null && Files.exists(path);
        if (created) {
          return new OwnJournal(path, file);
        }
      } finally {
        if (!created) {
          if (file != null) {
            file.close();
          }
          OWN.remove(path);
        }
      }
    }
  }

  static boolean owns(Path path) {
    return OWN.contains(path);
  }

  /**
   * Writes one line, in one call to the operating system; it survives this process from then on.
   */
  void append(byte[] line) throws IOException {
    positions.lock();
    try {
      // A write that failed half-way is written over by the next.
      file.seek(end);
      file.write(line);
      end += line.length;
    } finally {
      positions.unlock();
    }
  }

  /** Whether everything was forgotten. */
  boolean isEmpty() {
    return forgotten == end();
  }

  /** The oldest rows that were not forgotten; only when there are some. */
  Batch oldest() throws IOException {
    return JournalReader.read(file.getChannel(), forgotten, end());
  }

  /** Forgets a batch that is safe elsewhere, and gives room back. */
  void forget(Batch batch) throws IOException {
    positions.lock();
    try {
      forgotten = batch.next();
      long rest = end - forgotten;
      // The rest moves only over what is forgotten, so a crash half-way loses none of it.
      if (rest == 0 || (forgotten >= COMPACT_BYTES && rest <= COMPACT_BYTES)) {
        byte[] kept = new byte[Math.toIntExact(rest)];
        file.seek(forgotten);
        file.readFully(kept);
        file.seek(0);
        file.write(kept);
        file.setLength(rest);
        forgotten = 0;
        end = rest;
      }
    } finally {
      positions.unlock();
    }
  }

  /** Ends the ownership; rows that are still in it are left to whoever looks for orphans. */
  void close() throws IOException {
    positions.lock();
    try {
      if (forgotten == end) {
        Files.deleteIfExists(path);
      }
      file.close();
      OWN.remove(path);
    } finally {
      positions.unlock();
    }
  }

  private long end() {
    positions.lock();
    try {
      return end;
    } finally {
      positions.unlock();
    }
  }
}
