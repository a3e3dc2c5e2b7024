package ai.kamiyo.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.text.Choices.Choice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
  private final Choices choices =
      new Choices(
          List.of(
              new Choice("Curve Finance", List.of("Curve DEX")),
              new Choice("dYdX", List.of()),
              new Choice("Finance.Vote", List.of()),
              new Choice("BSC", List.of("BNB Smart-Chain", "binance", "eip155:56")),
              new Choice("Ünïcøde", List.of("…"))));

  @ParameterizedTest
  @CsvSource({
    "cur, Curve Finance",
    "'CURVE  fin', Curve Finance",
    "curve-dex, Curve Finance",
    "'dex', Curve Finance",
    "smart c, BSC",
    "eip155:5, BSC",
    "ünï, Ünïcøde",
  })
  void anyWordOfAnyNameCounts(String begun, String found) {
    assertThat(choices.startingWith(begun, 9).values()).containsExactly(found);
  }

  @Test
  void aValueThatBeginsSoGoesBeforeOneThatHasAWordSo() {
    assertThat(choices.startingWith("fin", 9))
        .isEqualTo(new Suggestions(List.of("Finance.Vote", "Curve Finance"), 2));
  }

  @Test
  void theMiddleOfAWordDoesNotCount() {
    assertThat(choices.startingWith("urve", 9)).isEqualTo(Suggestions.NONE);
    assertThat(choices.startingWith("ydx", 9)).isEqualTo(Suggestions.NONE);
  }

  @Test
  void nothingTypedSuggestsAllInTheirOrder() {
    for (String nothing : List.of("", " ", "%", "\u001B[")) {
      assertThat(choices.startingWith(nothing, 9).values())
          .containsExactly("Curve Finance", "dYdX", "Finance.Vote", "BSC", "Ünïcøde");
    }
  }

  @Test
  void theTotalGoesBeyondWhatIsShown() {
    Choices many =
        new Choices(IntStream.range(0, 500).mapToObj(i -> new Choice("x" + i, List.of())).toList());
    Suggestions suggestions = many.startingWith("x", 100);
    assertThat(suggestions.values()).hasSize(100).startsWith("x0", "x1");
    assertThat(suggestions.total()).isEqualTo(500);
  }
}
