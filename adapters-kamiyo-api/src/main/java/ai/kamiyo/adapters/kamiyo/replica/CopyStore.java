package ai.kamiyo.adapters.kamiyo.replica;

import static ai.kamiyo.adapters.kamiyo.replica.StateLine.instant;
import static ai.kamiyo.adapters.kamiyo.replica.StateLine.text;
import static ai.kamiyo.adapters.kamiyo.replica.StateLine.write;

import ai.kamiyo.adapters.kamiyo.feed.Held;
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

/**
 * The last good copy of one live feed under KAMIYO_HOME, and beside it how its reading stands. The
 * copy is written only when it tells something else. Processes share both.
 */
final class CopyStore<C extends Held<C>> {
  private final CopyForm<C> form;
  private final String name;
  private final Path folder;
  private final LinesFile content;
  private final LinesFile state;

  CopyStore(Path home, String name, CopyForm<C> form) {
    this.name = name;
    this.form = form;
    folder = home.resolve("replica");
    content = new LinesFile(folder.resolve(name + ".jsonl"), "kamiyo-feed-1");
    state = new LinesFile(folder.resolve(name + ".state"), "kamiyo-feed-state-1");
  }

  CopyForm<C> form() {
    return form;
  }

  /** What is done while no other process reads the feed; says whether all of it is done. */
  interface Turn {
    boolean take() throws IOException, InterruptedException;
  }

  /** Takes a turn, unless another process is at it: then nothing is done. */
  boolean exclusively(Turn turn) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!FileLocks.isOurs(channel)) {
        return false;
      }
      return turn.take();
    }
  }

  /** Changes whenever the copy does; 0 if there is none. */
  long version() throws IOException {
    return content.version();
  }

  /** The copy; empty if there is none, or none that can be read: then it is to be had again. */
  Optional<C> copy() {
    CopyForm.Content<C> told = form.empty();
    try {
      if (!content.read(told)) {
        return Optional.empty();
      }
      JsonNode kept = stateLine();
      Instant fetched = instant(kept, "fetched_at").orElse(Instant.EPOCH);
      return Optional.of(
          told.copy(
              fetched, instant(kept, "full_at").orElse(Instant.EPOCH), StateLine.validators(kept)));
    } catch (IOException damaged) {
      log("the copy of feed " + name + " cannot be read; it is fetched anew: " + damaged);
      return Optional.empty();
    }
  }

  FeedState state() {
    try {
      JsonNode kept = stateLine();
      return new FeedState(
          instant(kept, "fetched_at"),
          instant(kept, "tried_at"),
          instant(kept, "not_before"),
          text(kept, "error"));
    } catch (IOException damaged) {
      return FeedState.NEVER_READ;
    }
  }

  /** The copy with nothing in it that is larger than is kept. */
  C bounded(C copy) {
    return form.bounded(copy);
  }

  /** Keeps a copy that was just read. */
  void keep(C copy, boolean changed) throws IOException {
    if (changed) {
      content.replace(out -> form.write(copy, out));
    }
    state.replace(out ->
        out.line(json -> {
          StateLine.write(json, copy);
          write(json, "tried_at", Optional.of(copy.fetchedAt()));
        }));
  }

  /** Notes that reading failed; the copy stays. */
  void failed(String error, Instant at, Optional<Instant> notBefore) throws IOException {
    JsonNode kept = stateLine();
    state.replace(out ->
        out.line(json -> {
          for (String field : List.of("fetched_at", "full_at", "etag", "last_modified")) {
            write(json, field, text(kept, field));
          }
          write(json, "tried_at", Optional.of(at));
          write(json, "not_before", notBefore);
          write(json, "error", Optional.of(error));
        }));
  }

  private JsonNode stateLine() throws IOException {
    List<JsonNode> kept = new ArrayList<>();
    state.read(kept::add);
    return kept.isEmpty() ? tools.jackson.databind.node.MissingNode.getInstance() : kept.getFirst();
  }

  private static void log(String problem) {
    System.getLogger(CopyStore.class.getName()).log(Level.WARNING, problem);
  }
}
