package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.CatalogueShape;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of imported reports under KAMIYO_HOME: JSON lines, replaced as a whole, so that a reader
 * sees all of an import or nothing. Several processes may share it.
 */
final class ImportStore {
  private static final String VERSION = "kamiyo-catalogue-1";
  private static final Object WITHIN_PROCESS = new Object();

  private final JsonMapper mapper = JsonMapper.shared();
  private final CatalogueShape shape = new CatalogueShape();
  private final Path directory;
  private final Path file;

  ImportStore(Path home) {
    directory = home.resolve("imported");
    file = directory.resolve("catalogue.jsonl");
  }

  /** A change of the kept state; returns what its caller wants to know of it. */
  interface Change<T> {
    Outcome<T> of(Kept kept) throws IOException;
  }

  /** What to tell the caller, and whether the state was changed and must be written. */
  record Outcome<T>(T result, boolean changed) {}

  /** Changes the state while no other process does; nothing is written if the change throws. */
  <T> T change(Change<T> change) throws IOException {
    Files.createDirectories(directory);
    synchronized (WITHIN_PROCESS) {
      try (FileChannel lock =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        Kept kept = read();
        Outcome<T> outcome = change.of(kept);
        if (outcome.changed) {
          write(kept);
        }
        return outcome.result;
      }
    }
  }

  /** Differs from an earlier value exactly if the file was replaced since; 0 without a file. */
  long version() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime().toMillis() * 31
          + attributes.size()
          + 17L * String.valueOf(attributes.fileKey()).hashCode();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  Kept read() throws IOException {
    Kept kept = Kept.nothing();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      if (first == null || !first.contains(VERSION)) {
        throw new UnreadableFile(file + " is not a catalogue this version can read");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(mapper.readTree(line), kept);
      }
      return kept;
    } catch (NoSuchFileException none) {
      return kept;
    } catch (JacksonException e) {
      throw new UnreadableFile(file + " is damaged; restore it or import again", e);
    }
  }

  private void read(JsonNode line, Kept kept) throws UnreadableFile {
    if (line.has("report")) {
      ExploitReport report = shape.read(line.get("report"));
      kept.reports().put(report.key(), report);
    } else if (line.has("of")) {
      kept.register().assign(line.get("of").asString(), new ExploitId(line.get("id").asString()));
    } else if (line.has("seen")) {
      kept.register()
          .remember(
              new ExploitId(line.get("id").asString()),
              new Register.Times(
                  Instant.parse(line.get("seen").asString()),
                  Instant.parse(line.get("updated").asString()),
                  line.path("content").asString("")));
    } else if (line.has("unreadable")) {
      kept.unreadable()
          .add(
              new Quarantined(
                  line.get("unreadable").asString(),
                  line.get("name").asString(),
                  line.get("reason").asString()));
    }
  }

  private void write(Kept kept) throws IOException {
    Path temporary = Files.createTempFile(directory, "catalogue", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
          BufferedWriter lines =
              new BufferedWriter(
                  new OutputStreamWriter(
                      Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
        write(kept, lines);
        lines.flush();
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void write(Kept kept, BufferedWriter lines) throws IOException {
    line(lines, json -> json.writeStringProperty("format", VERSION));
    for (ExploitReport report : kept.reports().values()) {
      line(
          lines,
          json -> {
            json.writeName("report");
            CatalogueShape.write(report, json);
          });
    }
    for (var assignment : kept.register().assignments().entrySet()) {
      line(
          lines,
          json -> {
            json.writeStringProperty("of", assignment.getKey());
            json.writeStringProperty("id", assignment.getValue().value());
          });
    }
    for (var times : kept.register().allTimes().entrySet()) {
      line(
          lines,
          json -> {
            json.writeStringProperty("id", times.getKey().value());
            json.writeStringProperty("seen", times.getValue().firstSeen().toString());
            json.writeStringProperty("updated", times.getValue().updatedAt().toString());
            json.writeStringProperty("content", times.getValue().content());
          });
    }
    for (Quarantined row : kept.unreadable()) {
      line(
          lines,
          json -> {
            json.writeStringProperty("unreadable", row.row());
            json.writeStringProperty("name", row.name());
            json.writeStringProperty("reason", row.reason());
          });
    }
  }

  private void line(BufferedWriter lines, java.util.function.Consumer<JsonGenerator> content)
      throws IOException {
    java.io.StringWriter text = new java.io.StringWriter();
    try (JsonGenerator json = mapper.createGenerator(text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    lines.write(text.toString());
    lines.write('\n');
  }
}
