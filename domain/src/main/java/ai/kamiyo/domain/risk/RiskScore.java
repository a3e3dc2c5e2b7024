package ai.kamiyo.domain.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * A hazard on a scale from 0 to 100, where 50 is the mean of all protocols, and what it is made of.
 *
 * @param contributions add up to the value exactly
 */
public record RiskScore(int value, List<Contribution> contributions) {
  public RiskScore {
    contributions = List.copyOf(contributions);
    int sum = contributions.stream().mapToInt(Contribution::points).sum();
    if (sum != value) {
      throw new IllegalArgumentException(value + " is not the sum " + sum);
    }
  }

  /** Points that one factor adds or takes away. */
  public record Contribution(Factor factor, String value, int points) {}

  /** Each factor has the points by which the score moves when it is taken into account. */
  static RiskScore of(Hazard hazard) {
    List<Contribution> contributions = new ArrayList<>();
    int score = 0;
    for (Hazard.Step step : hazard.steps()) {
      int next = points(step.relative());
      contributions.add(new Contribution(step.factor(), step.value(), next - score));
      score = next;
    }
    return new RiskScore(score, contributions);
  }

  /** The score of a rate, relative to the mean of all protocols. */
  public static int points(double relative) {
    return (int) Math.round(100 * relative / (1 + relative));
  }

  public RiskLevel level() {
    return RiskLevel.of(value);
  }
}
