package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grammar of {@code .env} files, and what is said of those that break it. */
class EnvFileTest {
  @TempDir Path folder;
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void readsEachSpelling() {
    Map<String, String> entries =
        read(
            """
            # a comment

            A=1
              export B = two words   # said here
            C="a # \\"b\\" \\\\ \\$X\\n"  # after
            D='$A \\n "q"'
            E=a#b
            F=#b
            G= # nothing
            H=
            I=x=y=z
            exported=1
            """);
    assertThat(problems).isEmpty();
    assertThat(entries)
        .containsExactly(
            Map.entry("A", "1"),
            Map.entry("B", "two words"),
            Map.entry("C", "a # \"b\" \\ $X\n"),
            Map.entry("D", "$A \\n \"q\""),
            Map.entry("E", "a#b"),
            Map.entry("F", "#b"),
            Map.entry("G", ""),
            Map.entry("H", ""),
            Map.entry("I", "x=y=z"),
            Map.entry("exported", "1"));
  }

  @Test
  void readsWindowsLinesAndAByteOrderMark() {
    assertThat(read("\uFEFFA=1\r\nB='2'\r\n"))
        .containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
  }

  @Test
  void namesFileAndLineOfWhatIsMalformedAndNeverItsText() {
    read("A=1\nhunter2\n1A=hunter2\nB='hunter2\nC=\"hunter2\" hunter2\nA=hunter2\nA B=hunter2\n");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            file() + " line 2: is not NAME=value",
            file() + " line 3: is not NAME=value",
            file() + " line 4: has an unbalanced quote",
            file() + " line 5: has an unbalanced quote",
            file() + " line 6: sets A a second time",
            file() + " line 7: is not NAME=value");
    assertThat(problems).noneMatch(Problem::grave);
  }

  @Test
  void aBrokenLineAboutTheEnvironmentIsGrave() {
    read("ENVIRONMENT production\n");
    assertThat(problems).singleElement().matches(Problem::grave);
  }

  @Test
  void takesUpTo64KiB() {
    assertThat(read("A=" + "x".repeat(64 * 1024 - 2))).containsKey("A");
    assertThat(problems).isEmpty();
    assertThat(read("A=" + "x".repeat(64 * 1024 - 1))).isEmpty();
    assertThat(problems)
        .singleElement()
        .isEqualTo(Problem.grave(file().toString(), "is larger than 64 KiB"));
  }

  @Test
  void takesUtf8Only() throws IOException {
    assertThat(read("A=é\n")).containsEntry("A", "é");
    Files.write(file(), "A=é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(EnvFile.read(file(), problems)).isEmpty();
    assertThat(problems).singleElement().hasToString(file() + ": is not UTF-8");
  }

  private Map<String, String> read(String content) {
    try {
      Files.writeString(file(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EnvFile.read(file(), problems);
  }

  private Path file() {
    return folder.resolve(".env");
  }
}
