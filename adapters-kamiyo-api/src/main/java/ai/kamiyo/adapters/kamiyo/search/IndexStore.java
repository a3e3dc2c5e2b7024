package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.Version;

/**
 * Where indexes are kept so that a start need not build one. A kept index is named by what it was
 * built from, so it is either exactly right or not found. Thread-safe; processes may share a
 * folder.
 */
public final class IndexStore {
  private static final double BUFFER_MEGABYTES = 256;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** To be raised whenever the same text is indexed otherwise. */
  private static final String FORMAT = "1";

  private final Optional<Path> folder;

  private IndexStore(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Keeps nothing. */
  public static IndexStore inMemory() {
    return new IndexStore(Optional.empty());
  }

  /** Keeps indexes in this folder, which is made when it is needed. */
  public static IndexStore in(Path folder) {
    return new IndexStore(Optional.of(folder));
  }

  /** An index of these documents in this order, in one segment. */
  Directory indexOf(List<Document> documents) throws IOException {
    if (folder.isEmpty()) {
      return written(documents, new ByteBuffersDirectory());
    }
    Path kept = folder.get().resolve(name(documents));
    if (Files.isDirectory(kept)) {
      return inMemory(kept);
    }
    try {
      Files.createDirectories(folder.get());
      keep(documents, folder.get(), kept);
      forgetOthers(folder.get(), kept);
      return inMemory(kept);
    } catch (IOException unwritable) { // a full disk is a plain one
      if (Interruption.caused(unwritable)) {
        throw unwritable;
      }
      System.getLogger(IndexStore.class.getName())
          .log(Level.WARNING, "the index cannot be kept: " + unwritable);
      return written(documents, new ByteBuffersDirectory());
    }
  }

  /**
   * A copy that no cancelled call can damage: reading a file in an interrupted thread closes it.
   */
  private static Directory inMemory(Path kept) throws IOException {
    Directory copy = new ByteBuffersDirectory();
    try (Directory files = new NIOFSDirectory(kept)) {
      for (String file : files.listAll()) {
        copy.copyFrom(files, file, file, IOContext.READONCE);
      }
    }
    return copy;
  }

  /** Makes a kept index that cannot be read be built again. */
  void forget(List<Document> documents) throws IOException {
    if (folder.isPresent()) {
      delete(folder.get().resolve(name(documents)));
    }
  }

  private static String name(List<Document> documents) {
    StringBuilder content = new StringBuilder(FORMAT).append(Version.LATEST);
    for (Document document : documents) {
      document.forEach(
          field -> content.append('\n').append(field.name()).append(field.stringValue()));
      content.append('\f');
    }
    return Fingerprint.of(content.toString());
  }

  /** Written aside and then renamed, so that nobody sees half of it. */
  private static void keep(List<Document> documents, Path parent, Path kept) throws IOException {
    Path aside = Files.createTempDirectory(parent, "new-");
    try {
      written(documents, new NIOFSDirectory(aside)).close();
      Files.move(aside, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!(e instanceof FileAlreadyExistsException) && !Files.isDirectory(kept)) {
        throw e; // else another process was faster
      }
    } finally {
      delete(aside);
    }
  }

  private static Directory written(List<Document> documents, Directory directory)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(Analysis.forIndex())
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (Document document : documents) {
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return directory;
  }

  /** Indexes of earlier data go when nobody can still be opening them. */
  private static void forgetOthers(Path parent, Path kept) throws IOException {
    try (Stream<Path> others = Files.list(parent)) {
      for (Path other : others.filter(path -> !path.equals(kept)).toList()) {
        long age =
            Files.getLastModifiedTime(kept).toMillis()
                - Files.getLastModifiedTime(other).toMillis();
        if (age > FORGOTTEN.toMillis()) {
          delete(other);
        }
      }
    } catch (IOException | UncheckedIOException somebodyElseDeletes) {
      // what is left will be deleted the next time
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> paths = Files.walk(tree)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
