package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoneyRulesTest {
  @Test
  void theDomainHasNoBinaryFractions() {
    MoneyRules.noBinaryFractions(Project.PACKAGE).check(Project.product());
  }

  @Test
  void aBinaryFractionIsNoticedWhereverItHides() {
    assertThat(
            Project.violations(
                MoneyRules.noBinaryFractions(Project.plantedRoot("money")),
                Project.planted("money")))
        .contains(
            "Purse.usd is a binary fraction",
            "Purse.history is a binary fraction",
            "Purse.rate is a binary fraction",
            "Purse.pay is a binary fraction",
            "Odds.lossUsd is a binary fraction")
        .noneMatch(told -> told.startsWith("Cursor.") || told.startsWith("Odds.chance"));
  }
}
