package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.replica.FileLocks;
import ai.kamiyo.adapters.kamiyo.replica.LinesFile;
import ai.kamiyo.domain.wallet.Listing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/** The file of imported entries under KAMIYO_HOME. Several processes may share it. */
final class ListingStore {
  private static final Object WITHIN_PROCESS = new Object();

  private final Path folder;
  private final LinesFile file;

  ListingStore(Path home) {
    folder = home.resolve("imported");
    file = new LinesFile(folder.resolve("listings.jsonl"), "kamiyo-listings-1");
  }

  /** A change of what is kept. */
  interface Change<T> {
    T of(Set<Listing> kept) throws IOException;
  }

  /** Changes what is kept while no other process does; nothing is written if nothing changed. */
  <T> T change(Change<T> change) throws IOException {
    Files.createDirectories(folder);
    synchronized (WITHIN_PROCESS) {
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve("listings.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        FileLocks.await(lock, folder.resolve("listings.lock"));
        Set<Listing> kept = read();
        Set<Listing> before = new LinkedHashSet<>(kept);
        T result = change.of(kept);
        if (!kept.equals(before)) {
          file.replace(lines -> {
            for (Listing listing : kept) {
              lines.line(json -> ListingLine.write(listing, json));
            }
          });
        }
        return result;
      }
    }
  }

  /** Changes whenever the file does; 0 if there is none. */
  long version() throws IOException {
    return file.version();
  }

  Set<Listing> read() throws IOException {
    Set<Listing> kept = new LinkedHashSet<>();
    file.read(line ->
        kept.add(
            ListingLine.read(line)
                .orElseThrow(
                    () -> new UnreadableFile("imported/listings.jsonl is damaged; import again"))));
    return kept;
  }
}
