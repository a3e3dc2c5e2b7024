package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.NoData;

/**
 * Assesses the risk of protocols: what is recorded, and what is to be expected.
 *
 * <p>Thread-safe. Answers from memory; may block up to ten seconds after a start until the data are
 * loaded. A protocol that nobody knows is answered as unknown, without a score. Without any data it
 * throws {@link NoData}.
 */
public interface RiskAssessment {
  /**
   * The assessment. Throws {@link ai.kamiyo.domain.access.InvalidArgument} for a day that has not
   * come yet.
   */
  RiskReport assess(RiskQuestion question);
}
