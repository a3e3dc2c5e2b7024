package ai.kamiyo.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BarsTest {
  @Test
  void theLongestIsAsWideAsAsked() {
    assertThat(Bars.of(new TreeMap<>(Map.of("a", 4L, "b", 2L, "c", 0L)), 4))
        .containsExactly("a ████ 4", "b ██ 2", "c  0");
  }

  @Test
  void fewAreMoreThanNone() {
    assertThat(Bars.of(new TreeMap<>(Map.of("a", 1_000_000L, "b", 1L)), 10))
        .containsExactly("a ██████████ 1,000,000", "b ▏ 1");
  }

  @Test
  void nothingAtAllIsNoFault() {
    assertThat(Bars.of(Map.of(), 10)).isEmpty();
    assertThat(Bars.of(Map.of("a", 0L), 10)).containsExactly("a  0");
  }
}
