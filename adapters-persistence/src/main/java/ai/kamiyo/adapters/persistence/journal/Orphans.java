package ai.kamiyo.adapters.persistence.journal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The journals in a folder whose writers are gone. For one thread. */
final class Orphans {
  private static final System.Logger LOG = System.getLogger(Orphans.class.getName());

  private final Path folder;
  private final Set<Path> unreadable = new HashSet<>();

  Orphans(Path folder) {
    this.folder = folder;
  }

  /** Moves every row of every orphan into the store and deletes what is then empty. */
  void drain(UsageStore store) throws IOException {
    for (Path journal : journals()) {
      if (!OwnJournal.owns(journal)) {
        drain(journal, store);
      }
    }
  }

  private List<Path> journals() throws IOException {
    List<Path> journals = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + OwnJournal.SUFFIX)) {
      files.forEach(journals::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return journals;
  }

  private void drain(Path journal, UsageStore store) {
    try (FileChannel file =
            FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        return; // its writer lives
      }
      int damaged = 0;
      long from = 0;
      while (from < file.size()) {
        Batch batch = JournalReader.read(file, from, file.size());
        store.add(batch.uses());
        damaged += batch.damaged();
        from = batch.next();
      }
      Files.deleteIfExists(journal);
      if (damaged > 0) {
        LOG.log(Level.WARNING, "left out {0} torn lines of a killed process", damaged);
      }
    } catch (NoSuchFileException e) {
      // Another process was faster.
    } catch (OverlappingFileLockException e) {
      // Another thread of this process is at it.
    } catch (UnknownLine e) {
      LOG.log(Level.WARNING, "left alone " + journal + ", which a newer version wrote", e);
    } catch (IOException e) {
      // Of another user, for example; the others and our own rows must not wait for it.
      if (unreadable.add(journal)) {
        LOG.log(Level.WARNING, "left alone {0}, which cannot be read: {1}", journal, e);
      }
    }
  }
}
