package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Labelled;

/** How much is known behind an answer. */
public enum Coverage implements Labelled {
  /** The very protocol, its category, its chains, and incidents up to within a year. */
  FULL,
  /** Some of that is missing; the answer's statement says what. */
  PARTIAL,
  /** Not even which protocol is meant. */
  UNKNOWN
}
