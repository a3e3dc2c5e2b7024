package ai.kamiyo.domain.risk;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model in words, made from its own constants so that the text cannot go stale. */
public final class ScoringMethod {
  private ScoringMethod() {}

  /** The text, in Markdown. */
  public static String text() {
    Parameters shipped = Parameters.SHIPPED;
    return String.format(
        Locale.ROOT,
        """
        # How protocol risk is scored

        Two statements, never mixed: what is recorded of a protocol, and how often protocols like
        it are exploited. Neither is evidence of safety; audits are not part of it.

        ## Expected rate

        An empirical-Bayes Gamma-Poisson model learns, from a list of protocols and the incidents
        of the last %.0f years (an exploit weighs half after each %.0f years):

        %s

        A category is drawn towards the mean of all by %.0f expected exploits, a cell of category
        and number of chains (one or several) towards its category by %.0f, a protocol towards its
        cell by %.1f. Size, where a TVL is known, multiplies the rate by about %.2f for each tenfold
        TVL, as far as the loaded list bears it out. The interval holds 90 %% of the posterior.
        Dollars lost in the past do not count: they rank nothing.

        Rug pulls, thefts from an exchange's custody and drained users' wallets are shown but do not
        count. Exchanges, wallets and the like are outside the model and get the mean: neither their
        size nor their record, which nobody has counted, moves it.

        With fewer than %,d listed protocols loaded, or few incidents beside the selection that
        ships, base rates that ship serve, by calendar year, and the answer says so.

        ## Score

        100 * r / (1 + r), rounded, where r is the rate relative to the mean of all protocols: 50 is
        the mean, 67 twice, 83 five times as often. Contributions are the steps of the score as
        each factor is taken into account, and add up to it exactly.

        %s

        ## Coverage

        full: the very protocol is meant (by id, name, alias or a version that is known), its
        category and chains are known, it is known to be on the chain asked for, and the newest
        incident is at most a year older than the day asked for. partial: some of that is missing,
        and the statement says what. unknown: nobody knows whom the name
        means; no score, which does not mean low.

        as_of answers as that day would have: incidents dated later, protocols known only by
        them, and sizes told by lists of a later day are left out before anything is learnt.
        """,
        shipped.memoryYears(),
        shipped.halfLifeYears(),
        factors(),
        shipped.categoryWeight(),
        shipped.cellWeight(),
        shipped.ownWeight(),
        Math.exp(shipped.sizeSlope()),
        RiskView.UNIVERSE,
        bands());
  }

  private static String factors() {
    return Arrays.stream(Factor.values())
        .map(factor -> "- " + factor.label() + ": " + factor.meaning())
        .collect(Collectors.joining("\n"));
  }

  private static String bands() {
    return Arrays.stream(RiskLevel.values())
        .filter(level -> level.from() >= 0)
        .map(level -> "- " + level.label() + ": from " + level.from())
        .collect(Collectors.joining("\n"));
  }
}
