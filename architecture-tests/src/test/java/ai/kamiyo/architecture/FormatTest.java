package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every source file is as google-java-format prints it; {@code -Dformat.write=true} rewrites. */
class FormatTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Formatter FORMATTER = new Formatter();

  @Test
  void everySourceFileIsFormatted() throws IOException {
    List<Path> unformatted = new ArrayList<>();
    for (Path file : sources()) {
      String source = Files.readString(file);
      String formatted = formatted(source);
      if (!source.equals(formatted)) {
        unformatted.add(ROOT.relativize(file));
        if (Boolean.getBoolean("format.write")) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!Boolean.getBoolean("format.write")) {
      assertThat(unformatted).as("run with -Dformat.write=true to format").isEmpty();
    }
  }

  @Test
  void anUnformattedFileIsNoticed() {
    String planted = "class A {int a ;}\n";
    assertThat(formatted(planted)).isNotEqualTo(planted);
  }

  private static String formatted(String source) {
    try {
      String imports = RemoveUnusedImports.removeUnusedImports(source);
      return FORMATTER.formatSource(ImportOrderer.reorderImports(imports, Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> found =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> ROOT.relativize(f).toString().contains("src/"))
              .filter(f -> !f.toString().contains("/target/"))
              .filter(f -> !f.toString().contains("/jooq/")) // generated
              .toList();
      assertThat(found).hasSizeGreaterThan(20);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
