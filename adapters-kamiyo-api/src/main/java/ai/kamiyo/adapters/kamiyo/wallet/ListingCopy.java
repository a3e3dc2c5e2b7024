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
  private static final String CURE = "; it is whole again once the list has been read anew";

  private final String name;
  private final Path folder;
  private final LinesFile content;
  private final LinesFile state;
  private volatile Optional<Judged> judged = Optional.empty();

  ListingCopy(Path home, String name) {
    this.name = name;
    folder = home.resolve("replica");
    content = new LinesFile(folder.resolve("listings-" + name + ".jsonl"), "kamiyo-listings-1");
    state = new LinesFile(folder.resolve("listings-" + name + ".state"), "kamiyo-listings-state-1");
  }

  /**
   * How the reading of the list stands.
   *
   * @param entries how many the copy holds
   * @param error what went wrong last, with all of the list or with a part of it
   */
  record State(
      Optional<Instant> fetchedAt,
      Optional<Instant> triedAt,
      Optional<Integer> entries,
      Optional<String> error) {
    /** Whether the error is one of a list that was had, but for parts of it. */
    boolean isOfPart() {
      return error.isPresent() && fetchedAt.equals(triedAt);
    }
  }

  /**
   * What is in the copy.
   *
   * @param fault why that is not all of what was read; empty if it is
   */
  record Content(List<Listing> entries, Optional<String> fault) {
    Content {
      entries = List.copyOf(entries);
    }
  }

  /** What was wrong with this version. */
  private record Judged(long version, Optional<String> fault) {}

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

  /** The entries; of a damaged copy those that can be read, with what is wrong. */
  Content content() {
    long version = version();
    Content read = read(state());
    read.fault()
        .ifPresent(fault ->
            System.getLogger(ListingCopy.class.getName())
                .log(Level.WARNING, "list " + name + ": " + fault));
    judged = Optional.of(new Judged(version, read.fault()));
    return read;
  }

  /** Why the copy is not all of what was read; it is only read if it has changed on disk. */
  Optional<String> fault() {
    Optional<Judged> before = judged;
    return before.isPresent() && before.get().version == version()
        ? before.get().fault
        : content().fault();
  }

  private Content read(State state) {
    List<Listing> entries = new ArrayList<>();
    int[] damaged = {0};
    boolean there;
    try {
      there =
          content.read(
              line -> ListingLine.read(line).ifPresentOrElse(entries::add, () -> damaged[0]++));
    } catch (IOException unreadable) {
      return new Content(entries, Optional.of("its copy is damaged" + CURE));
    }
    int expected = state.entries().orElse(entries.size());
    if (!there && state.fetchedAt().isPresent()) {
      return new Content(entries, Optional.of("its copy is gone" + CURE));
    }
    return damaged[0] > 0 || entries.size() < expected
        ? new Content(entries, Optional.of("its copy lacks entries" + CURE))
        : new Content(entries, Optional.empty());
  }

  State state() {
    List<JsonNode> kept = new ArrayList<>();
    try {
      state.read(kept::add);
    } catch (IOException damaged) {
      kept.clear();
    }
    return kept.isEmpty()
        ? new State(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
        : new State(
            StateLine.instant(kept.getFirst(), "fetched_at"),
            StateLine.instant(kept.getFirst(), "tried_at"),
            StateLine.text(kept.getFirst(), "entries").flatMap(ListingCopy::count),
            StateLine.text(kept.getFirst(), "error"));
  }

  /** How the list stands, for people. */
  Source source(Content content) {
    State now = state();
    Optional<String> error =
        content
            .fault()
            .or(now::error)
            .or(() ->
                now.fetchedAt().isEmpty() ? Optional.of("was not read yet") : Optional.empty());
    return new Source(name, content.entries().size(), now.fetchedAt(), error);
  }

  void keep(ListingFeed.Reading reading, Instant at) throws IOException {
    Content before = content();
    if (before.fault().isPresent() || !reading.entries().equals(before.entries())) {
      content.replace(lines -> {
        for (Listing listing : reading.entries()) {
          lines.line(json -> ListingLine.write(listing, json));
        }
      });
    }
    Optional<Integer> entries = Optional.of(reading.entries().size());
    write(new State(Optional.of(at), Optional.of(at), entries, reading.fault()));
  }

  /** Notes that reading failed; the copy stays. */
  void failed(String error, Instant at) throws IOException {
    State before = state();
    write(new State(before.fetchedAt(), Optional.of(at), before.entries(), Optional.of(error)));
  }

  private static Optional<Integer> count(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private void write(State now) throws IOException {
    state.replace(lines ->
        lines.line(json -> {
          StateLine.write(json, "fetched_at", now.fetchedAt());
          StateLine.write(json, "tried_at", now.triedAt());
          StateLine.write(json, "entries", now.entries());
          StateLine.write(json, "error", now.error());
        }));
  }
}
