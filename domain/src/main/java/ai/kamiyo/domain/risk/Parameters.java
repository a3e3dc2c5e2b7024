package ai.kamiyo.domain.risk;

import java.time.LocalDate;

/**
 * What the model does not learn from the universe it is shown. The shipped values were chosen on
 * windows that ended before 2023-07-24; docs/risk-model.md has the figures.
 *
 * @param halfLifeYears after how long an exploit weighs half
 * @param memoryYears how far back exploits are looked at
 * @param categoryWeight expected events by which a category is drawn towards all protocols
 * @param cellWeight expected events by which a cell is drawn towards its category
 * @param ownWeight expected events by which a protocol is drawn towards its cell
 * @param sizeSlope log of how many times likelier an exploit is at ten times the TVL, before the
 *     universe has its say
 * @param sizeDoubt the standard deviation of that
 */
public record Parameters(
    double halfLifeYears,
    double memoryYears,
    double categoryWeight,
    double cellWeight,
    double ownWeight,
    double sizeSlope,
    double sizeDoubt) {
  /** Windows on which the shipped values were chosen begin here. */
  public static final LocalDate CHOSEN_SINCE = LocalDate.of(2021, 7, 24);

  /** And end here: what is tried on a day before says little of how good they are. */
  public static final LocalDate CHOSEN_UNTIL = LocalDate.of(2023, 7, 24);

  /** As shipped. The slope is a published study's: 10 to 13 % more per tenfold TVL. */
  public static final Parameters SHIPPED = new Parameters(2, 5, 4, 16, 0.5, Math.log(1.115), 0.1);

  /** What an exploit of that age still weighs. */
  double weight(double ageYears) {
    return ageYears < 0 || ageYears > memoryYears ? 0 : Math.pow(0.5, ageYears / halfLifeYears);
  }

  /** How many years one protocol was watched, older ones weighing less. */
  double exposure() {
    return halfLifeYears / Math.log(2) * (1 - Math.pow(0.5, memoryYears / halfLifeYears));
  }

  /** The same with other weights. */
  public Parameters with(double category, double cell, double own) {
    return new Parameters(halfLifeYears, memoryYears, category, cell, own, sizeSlope, sizeDoubt);
  }

  /** The same with another memory. */
  public Parameters remembering(double years) {
    return new Parameters(
        halfLifeYears, years, categoryWeight, cellWeight, ownWeight, sizeSlope, sizeDoubt);
  }
}
