package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.replica.FileLocks;
import ai.kamiyo.adapters.kamiyo.replica.LinesFile;
import ai.kamiyo.adapters.kamiyo.replica.StateLine;
import ai.kamiyo.domain.wallet.AddressListings.Source;
import ai.kamiyo.domain.wallet.Listing;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The last good copy of one live list under KAMIYO_HOME. Processes share it. */
final class ListingCopy {
  private final String name;
  private final Path folder;
  private final LinesFile content;
  private final LinesFile state;

  ListingCopy(Path home, String name) {
    this.name = name;
    folder = home.resolve("replica");
    content = new LinesFile(folder.resolve("listings-" + name + ".jsonl"), "kamiyo-listings-1");
    state = new LinesFile(folder.resolve("listings-" + name + ".state"), "kamiyo-listings-state-1");
  }

  /** How the reading of the list stands. */
  record State(Optional<Instant> fetchedAt, Optional<Instant> triedAt, Optional<String> error) {}

  /** What is done while no other process reads the list. */
  interface Turn {
    void take() throws IOException, InterruptedException;
  }

  /** Takes a turn, unless another process is at it. */
  void exclusively(Turn turn) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("listings-" + name + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      if (FileLocks.isOurs(channel)) {
        turn.take();
      }
    }
  }

  /** Changes whenever the copy or its state does. */
  long version() {
    try {
      return content.version() * 31 + state.version();
    } catch (IOException e) {
      return -1;
    }
  }

  /**
   * The entries; none if there is no copy, or none that can be read: then it is to be had again.
   */
  List<Listing> entries() {
    List<Listing> entries = new ArrayList<>();
    try {
      content.read(line -> ListingLine.read(line).ifPresent(entries::add));
      return entries;
    } catch (IOException damaged) {
      System.getLogger(ListingCopy.class.getName())
          .log(Level.WARNING, "the copy of list " + name + " is fetched anew: " + damaged);
      return List.of();
    }
  }

  State state() {
    List<JsonNode> kept = new ArrayList<>();
    try {
      state.read(kept::add);
    } catch (IOException damaged) {
      kept.clear();
    }
    return kept.isEmpty()
        ? new State(Optional.empty(), Optional.empty(), Optional.empty())
        : new State(
            StateLine.instant(kept.getFirst(), "fetched_at"),
            StateLine.instant(kept.getFirst(), "tried_at"),
            StateLine.text(kept.getFirst(), "error"));
  }

  /** How the list stands, for people. */
  Source source(int entries) {
    State now = state();
    Optional<String> error =
        now.error()
            .or(() ->
                now.fetchedAt().isEmpty() ? Optional.of("was not read yet") : Optional.empty());
    return new Source(name, entries, now.fetchedAt(), error);
  }

  void keep(List<Listing> entries, Instant at) throws IOException {
    if (!entries.equals(entries())) {
      content.replace(lines -> {
        for (Listing listing : entries) {
          lines.line(json -> ListingLine.write(listing, json));
        }
      });
    }
    write(new State(Optional.of(at), Optional.of(at), Optional.empty()));
  }

  /** Notes that reading failed; the copy stays. */
  void failed(String error, Instant at) throws IOException {
    write(new State(state().fetchedAt(), Optional.of(at), Optional.of(error)));
  }

  private void write(State now) throws IOException {
    state.replace(lines ->
        lines.line(json -> {
          StateLine.write(json, "fetched_at", now.fetchedAt());
          StateLine.write(json, "tried_at", now.triedAt());
          StateLine.write(json, "error", now.error());
        }));
  }
}
