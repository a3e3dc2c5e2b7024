package ai.kamiyo.application.risk;

import ai.kamiyo.application.call.ToolCall;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;

/** Assesses the risk of a protocol, in as much detail as the customer's tier allows. */
public final class AssessProtocolRisk {
  private final ToolCallGate gate;
  private final RiskAssessment risk;
  private final boolean analytics;

  /**
   * Over this assessment.
   *
   * @param analytics whether the enterprise detail is switched on
   */
  public AssessProtocolRisk(ToolCallGate gate, RiskAssessment risk, boolean analytics) {
    this.gate = gate;
    this.risk = risk;
    this.analytics = analytics;
  }

  public ToolCall<Assessed> assess(Caller caller, RiskQuestion question) {
    if (!analytics && !question.compareTo().isEmpty()) {
      return new ToolCall.Refused<>(
          new Refusal.FeatureDisabled("advanced analytics", "ENABLE_ADVANCED_ANALYTICS"));
    }
    return gate.call(
        caller,
        Tool.ASSESS_PROTOCOL_RISK,
        tier -> {
          boolean analysed = analytics && tier.includes(Tier.ENTERPRISE);
          RiskReport report = risk.assess(analysed ? question : question.alone());
          return new Assessed(report, tier, analysed, !question.compareTo().isEmpty());
        });
  }

  /**
   * An assessment, and how much of it is to be shown.
   *
   * @param analysed whether the enterprise detail belongs to it
   * @param comparisonAsked whether others were to be put beside it
   */
  public record Assessed(RiskReport report, Tier tier, boolean analysed, boolean comparisonAsked) {
    /** Whether what is recorded is told in full. */
    public boolean evidenced() {
      return tier.includes(Tier.TEAM);
    }
  }
}
