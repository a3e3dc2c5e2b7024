package ai.kamiyo.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
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
    assertThat(Names.key(name)).isEqualTo(key);
    assertThat(Names.slug(name)).isEqualTo(slug);
  }
}
