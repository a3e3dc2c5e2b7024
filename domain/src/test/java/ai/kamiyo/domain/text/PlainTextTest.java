package ai.kamiyo.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
  @Test
  void knowsWhetherAnythingCanBeSeen() {
    assertThat(PlainText.isVisible("a")).isTrue();
    assertThat(PlainText.isVisible("\u200b\u00e9")).isTrue();
    assertThat(PlainText.isVisible("")).isFalse();
    assertThat(PlainText.isVisible(" \u00a0\u200b\u001b[31m\u2060")).isFalse();
    assertThat(PlainText.isVisible("\u00a0".repeat(2000))).isFalse();
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("plain text", "plain text"),
        Arguments.of("  two\t\r\n spaces\u00A0\u2028x ", "two spaces x"),
        Arguments.of("\u001B[31mred\u001B[0m", "red"),
        Arguments.of("\u001B]0;title\u0007after", "after"),
        Arguments.of("\u009B2Jgone", "gone"),
        Arguments.of("ab\u202Egnp.exe", "abgnp.exe"),
        Arguments.of("zero\u200Bwidth\uFEFF", "zerowidth"),
        Arguments.of("tag\uDB40\uDC41s", "tags"),
        Arguments.of("nul\0bell\u0007", "nulbell"),
        Arguments.of("half\uD83D", "half"),
        Arguments.of("variation\uFE0F", "variation"),
        Arguments.of("Ünïcödé 漢字", "Ünïcödé 漢字"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatCannotBeSeenIsRemoved(String raw, String clean) {
    assertThat(PlainText.of(raw, 100)).isEqualTo(clean);
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(PlainText.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PlainText.of("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(PlainText.of("abcd😀😀", 6)).isEqualTo("abcd…");
    assertThat(PlainText.of("x".repeat(5_000_000), 10)).isEqualTo("xxxxxxxxx…");
    assertThat(PlainText.of("anything", 0)).isEmpty();
  }

  @Test
  void whatWasCutIsNotCutAgain() {
    String cut = PlainText.of("word ".repeat(5_000_000), 30);
    assertThat(PlainText.of(cut, 30)).isEqualTo(cut);
  }
}
