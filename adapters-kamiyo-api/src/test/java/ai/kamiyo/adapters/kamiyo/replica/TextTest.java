package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void whatCannotBeSeenIsLeftOut() {
    assertThat(Text.clean("a\u0000\u001b[31m\tb\r\n c\u202e\u200b\ud800d\ufeff ", 100))
        .isEqualTo("a [31m b cd");
  }

  @Test
  void aLongTextIsCutAndSaysSo() {
    String cut = Text.clean("word ".repeat(5_000_000), 30);
    assertThat(cut).hasSize(30).endsWith("…");
    assertThat(Text.clean(cut, 30)).isEqualTo(cut);
    assertThat(Text.clean("😀".repeat(50), 11)).isEqualTo("😀😀😀😀😀…");
    assertThat(Text.clean("exactly ten", 11)).isEqualTo("exactly ten");
  }

  @ParameterizedTest
  @CsvSource({
    "Curve DEX, curvedex, curve-dex",
    "JPEG'd, jpegd, jpegd",
    "Lendf.me, lendfme, lendf-me",
    "Crédito Ünö, creditouno, credito-uno",
    "--, '', unnamed",
    "币安, 币安, unnamed"
  })
  void namesAreMadeComparable(String name, String key, String slug) {
    assertThat(Text.key(name)).isEqualTo(key);
    assertThat(Text.slug(name)).isEqualTo(slug);
  }
}
