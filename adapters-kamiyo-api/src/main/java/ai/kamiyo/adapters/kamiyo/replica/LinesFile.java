package ai.kamiyo.adapters.kamiyo.replica;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines, the first of which names their format. It is replaced as a whole, so that a
 * reader sees all of a change or nothing. Several processes may share it.
 */
public final class LinesFile {
  private final Path file;
  private final JsonLines format;

  public LinesFile(Path file, String format) {
    this.file = file;
    this.format = new JsonLines(format);
  }

  /** Takes the lines one by one. */
  public interface Reader {
    void line(JsonNode line) throws IOException;
  }

  /** Gives the lines one by one. */
  public interface Writer {
    void to(Lines lines) throws IOException;
  }

  /** Changes whenever the file does; 0 if there is none. */
  public long version() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) * 31
          + attributes.size()
          + 17L * String.valueOf(attributes.fileKey()).hashCode();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  /** Reads all lines but the first; false if there is no file. */
  public boolean read(Reader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      format.read(lines, file.toString(), "restore it or import again", reader);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  public void replace(Writer content) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    Path temporary = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
          BufferedWriter out =
              new BufferedWriter(
                  new OutputStreamWriter(
                      Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
        format.write(out, content);
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes one line after the other. */
  public static final class Lines {
    private final BufferedWriter out;

    Lines(BufferedWriter out) {
      this.out = out;
    }

    /** A line that is an object of what is written here. */
    public void line(Consumer<JsonGenerator> content) throws IOException {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
        json.writeStartObject();
        content.accept(json);
        json.writeEndObject();
      }
      out.write(text.toString());
      out.write('\n');
    }
  }
}
