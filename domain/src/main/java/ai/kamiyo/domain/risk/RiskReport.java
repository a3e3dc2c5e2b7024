package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.DataStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The risk of one protocol, as two statements that are never mixed: what is recorded, and what is
 * to be expected.
 *
 * @param subject whom the answer is about; empty if that could not be told
 * @param statement what must be said in words so that the figures are not misread
 * @param brief the same without how many exploits there are and of which days
 * @param didYouMean whom the name may mean
 * @param analysis empty if nothing could be learnt
 * @param comparison one answer for each name that was to be compared
 */
public record RiskReport(
    String asked,
    Optional<Subject> subject,
    Optional<Chain> chain,
    LocalDate asOf,
    Coverage coverage,
    String statement,
    String brief,
    List<Protocol> didYouMean,
    Optional<RecordedEvidence> evidence,
    Optional<Analysis> analysis,
    List<RiskReport> comparison,
    DataStatus data) {
  public RiskReport {
    didYouMean = List.copyOf(didYouMean);
    comparison = List.copyOf(comparison);
  }

  /** A protocol, and what its name was to it. */
  public record Subject(Protocol protocol, Match.By matchedBy) {}

  /** What is to be expected, and what to do about it. */
  public record Analysis(
      Hazard hazard, RiskScore score, Optional<Peers> peers, List<String> recommendations) {
    public Analysis {
      recommendations = List.copyOf(recommendations);
    }
  }

  public Optional<Integer> score() {
    return analysis.map(a -> a.score().value());
  }

  /** Unknown where there is no score: never low. */
  public RiskLevel level() {
    return analysis.map(a -> a.score().level()).orElse(RiskLevel.UNKNOWN);
  }

  /** The same with others beside it. */
  RiskReport comparedWith(List<RiskReport> others) {
    return new RiskReport(
        asked,
        subject,
        chain,
        asOf,
        coverage,
        statement,
        brief,
        didYouMean,
        evidence,
        analysis,
        others,
        data);
  }
}
