package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what is made now with the copy that was accepted. */
final class Kept {
  private Kept() {}

  /** The file must say just this; the property of this name, set to true, rewrites it. */
  static void check(Path file, String text, String property) throws IOException {
    if (Boolean.getBoolean(property)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("accept it with -D" + property + "=true").exists();
    assertThat(text).as("accept it with -D" + property + "=true").isEqualTo(Files.readString(file));
  }
}
