package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.ExploitId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The file of imported reports under KAMIYO_HOME, and of the register of all ids. Several processes
 * may share it.
 */
final class ImportStore {
  private static final Object WITHIN_PROCESS = new Object();

  private final Path directory;
  private final LinesFile file;

  ImportStore(Path home) {
    directory = home.resolve("imported");
    file = new LinesFile(directory.resolve("catalogue.jsonl"), "kamiyo-catalogue-1");
  }

  /** A change of the kept state; returns what its caller wants to know of it. */
  interface Change<T> {
    Outcome<T> of(Kept kept) throws IOException;
  }

  /** What to tell the caller, and whether the state was changed and must be written. */
  record Outcome<T>(T result, boolean changed) {}

  /**
   * What a change led to.
   *
   * @param version of the file as the change has left it
   */
  record Changed<T>(T result, long version) {}

  /** Changes the state while no other process does; nothing is written if the change throws. */
  <T> Changed<T> change(Change<T> change) throws IOException {
    Files.createDirectories(directory);
    synchronized (WITHIN_PROCESS) {
      Path lock = directory.resolve("lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLocks.await(channel, lock);
        Kept kept = read();
        Outcome<T> outcome = change.of(kept);
        if (outcome.changed) {
          file.replace(lines -> write(kept, lines));
        }
        return new Changed<>(outcome.result, file.version());
      }
    }
  }

  /** Changes whenever the state does; 0 if nothing was ever kept. */
  long version() throws IOException {
    return file.version();
  }

  Kept read() throws IOException {
    Kept kept = Kept.nothing();
    ReportLines.Read reports = new ReportLines.Read(kept.reports(), kept.unreadable());
    file.read(line -> {
      if (!isOfRegister(line, kept.register())) {
        reports.line(line);
      }
    });
    reports.check();
    kept.register().settle();
    return kept;
  }

  private static boolean isOfRegister(JsonNode line, Register register) {
    if (line.has("of")) {
      register.assign(line.get("of").asString(), id(line));
    } else if (line.has("former")) {
      register.merge(new ExploitId(line.get("former").asString()), id(line));
    } else if (line.has("seen")) {
      Instant seen = Instant.parse(line.get("seen").asString());
      Instant updated = Instant.parse(line.get("updated").asString());
      String content = line.path("content").asString("");
      register.remember(id(line), new Register.Times(seen, updated, content));
    } else {
      return false;
    }
    return true;
  }

  private static ExploitId id(JsonNode line) {
    return new ExploitId(line.get("id").asString());
  }

  private static void write(Kept kept, LinesFile.Lines lines) throws IOException {
    ReportLines.write(kept.reports().values(), kept.unreadable(), lines);
    for (var assignment : kept.register().assignments().entrySet()) {
      lines.line(json -> {
        json.writeStringProperty("of", assignment.getKey());
        json.writeStringProperty("id", assignment.getValue().value());
      });
    }
    for (var merged : kept.register().mergers().entrySet()) {
      lines.line(json -> {
        json.writeStringProperty("former", merged.getKey().value());
        json.writeStringProperty("id", merged.getValue().value());
      });
    }
    for (var times : kept.register().allTimes().entrySet()) {
      lines.line(json -> {
        json.writeStringProperty("id", times.getKey().value());
        json.writeStringProperty("seen", times.getValue().firstSeen().toString());
        json.writeStringProperty("updated", times.getValue().updatedAt().toString());
        json.writeStringProperty("content", times.getValue().content());
      });
    }
  }
}
