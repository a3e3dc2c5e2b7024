package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A folder in which somebody may still write, so that files come and go under one's hands. */
public final class Folder {
  private static final int TRIES = 100;
  private static final long PAUSE_NANOS = 100_000_000;

  private Folder() {}

  /** Deletes it with all that is in it; what is written without end stays. */
  public static void delete(Path folder) {
    for (int i = 0; i < TRIES; i++) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          var _ = Files.deleteIfExists(one);
        }
        return;
      } catch (IOException | UncheckedIOException stillWritten) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** What its files hold, a byte a character. */
  public static Map<Path, String> texts(Path folder) {
    UncheckedIOException last = new UncheckedIOException(new IOException("never tried"));
    for (int i = 0; i < TRIES; i++) {
      try (Stream<Path> all = Files.walk(folder)) {
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          texts.put(file, Files.readString(file, ISO_8859_1));
        }
        return texts;
      } catch (IOException stillWritten) {
        last = new UncheckedIOException(stillWritten);
      } catch (UncheckedIOException stillWritten) {
        last = stillWritten;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw last;
  }
}
