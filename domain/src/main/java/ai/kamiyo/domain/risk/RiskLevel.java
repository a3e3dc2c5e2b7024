package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Labelled;

/** The bands of the score, with fixed cut points. */
public enum RiskLevel implements Labelled {
  UNKNOWN(-1),
  LOW(0),
  MEDIUM(34),
  HIGH(67),
  CRITICAL(83);

  private final int from;

  RiskLevel(int from) {
    this.from = from;
  }

  /** The lowest score of the band; below zero for the one that has none. */
  public int from() {
    return from;
  }

  static RiskLevel of(int score) {
    RiskLevel level = LOW;
    for (RiskLevel next : values()) {
      level = next.from >= 0 && score >= next.from ? next : level;
    }
    return level;
  }
}
