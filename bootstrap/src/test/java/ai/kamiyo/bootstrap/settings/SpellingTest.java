package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far two names are apart. */
class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "KAMIYO_HOME,KAMIYO_HOME,0",
    "KAMIYO_HOME,KAMIYO_HOEM,1",
    "KAMIYO_HOME,KAMIO_HOME,1",
    "KAMIYO_HOME,KAMIYYO_HOME,1",
    "KAMIYO_HOME,KAMIYO-HOUSE,3",
    "'',ab,2",
  })
  void distance(String one, String other, int expected) {
    assertThat(Spelling.distance(one, other)).isEqualTo(expected);
    assertThat(Spelling.distance(other, one)).isEqualTo(expected);
  }

  @Test
  void theNearestWithinReach() {
    List<String> known = List.of("MCP_DEV_TIER", "MCP_DEV_TEAR");
    assertThat(Spelling.nearest("MCP_DEV_TIERS", known, 2)).contains("MCP_DEV_TIER");
    assertThat(Spelling.nearest("MCP_DEVICE", known, 2)).isEmpty();
  }
}
