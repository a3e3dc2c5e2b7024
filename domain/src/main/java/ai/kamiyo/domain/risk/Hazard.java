package ai.kamiyo.domain.risk;

import java.util.List;

/**
 * What is to be expected of a protocol.
 *
 * @param annualRate exploits a year
 * @param low the rate that it exceeds with 95 % probability
 * @param high the rate that it stays below with 95 % probability
 * @param relative to the mean of all protocols
 * @param steps how the rate came about, from all protocols to this one
 */
public record Hazard(
    double annualRate, double low, double high, double relative, List<Step> steps) {
  public Hazard {
    steps = List.copyOf(steps);
  }

  /**
   * One thing that was taken into account.
   *
   * @param value what it was for this protocol, in words
   * @param relative the rate after it, relative to the mean of all protocols
   */
  public record Step(Factor factor, String value, double relative) {}
}
