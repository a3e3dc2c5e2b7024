package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.risk.AssessProtocolRisk.Assessed;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Hazard;
import ai.kamiyo.domain.risk.Peers;
import ai.kamiyo.domain.risk.Protocol;
import ai.kamiyo.domain.risk.RecordedEvidence;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import ai.kamiyo.domain.risk.RiskReport.Analysis;
import ai.kamiyo.domain.risk.RiskScore.Contribution;
import ai.kamiyo.domain.text.PlainText;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an assessment as the answer of {@code assess_protocol_risk}, as far as it may be shown.
 */
final class RiskAnswer {
  private static final int MAX_NAME = 80;
  private static final int MAX_STATEMENT = 1_500;
  private static final int MAX_TECHNIQUE = 120;
  private static final int MOST_RECENT = 5;
  private static final int MOST_CHAINS = 6;
  private static final MathContext DIGITS = new MathContext(3);

  private final Assessed assessed;

  RiskAnswer(Assessed assessed) {
    this.assessed = assessed;
  }

  ToolResult write() {
    RiskReport report = assessed.report();
    ObjectNode out = Json.object();
    out.set("protocol", subject(report));
    report.chain().ifPresent(chain -> out.put("chain", chain.name()));
    out.put("as_of", report.asOf().toString());
    // How many exploits there are, and when the last was, is part of the evidence.
    verdict(out, report, assessed.evidenced() ? report.statement() : report.brief());
    if (!report.didYouMean().isEmpty()) {
      ArrayNode candidates = out.putArray("did_you_mean");
      report.didYouMean().forEach(protocol -> candidates.add(candidate(protocol)));
    }
    if (assessed.evidenced()) {
      report.evidence().ifPresent(evidence -> evidence(out, evidence));
    }
    if (assessed.analysed()) {
      report.analysis().ifPresent(analysis -> analysis(out, analysis));
      if (!report.comparison().isEmpty()) {
        ArrayNode others = out.putArray("comparison");
        report.comparison().forEach(other -> others.add(compared(other)));
      }
    }
    out.set("data", SearchAnswer.data(report.data()));
    notes(out);
    return ToolResult.answer(out);
  }

  private void notes(ObjectNode out) {
    ArrayNode notes = out.putArray("notes");
    if (assessed.comparisonAsked() && !assessed.analysed()) {
      notes.add("compare_to was left out: comparisons belong to the tier enterprise.");
    }
    if (assessed.report().data().stale()) {
      notes.add("A live feed is older than allowed; health_check names it.");
    }
    if (notes.isEmpty()) {
      out.remove("notes");
    }
  }

  private static ObjectNode subject(RiskReport report) {
    ObjectNode out = Json.object();
    if (report.subject().isEmpty()) {
      return out.put("name", name(report.asked())).putNull("matched_by");
    }
    RiskReport.Subject subject = report.subject().get();
    return out.put("name", name(subject.protocol().name()))
        .put("matched_by", subject.matchedBy().label())
        .put("id", id(subject.protocol()));
  }

  private static void verdict(ObjectNode out, RiskReport report, String statement) {
    out.put("coverage", report.coverage().label());
    out.put("risk_level", report.level().label());
    report
        .score()
        .ifPresentOrElse(score -> out.put("risk_score", score), () -> out.putNull("risk_score"));
    out.put("statement", PlainText.of(statement, MAX_STATEMENT));
  }

  private static ObjectNode candidate(Protocol protocol) {
    ObjectNode out = Json.object().put("id", id(protocol)).put("name", name(protocol.name()));
    protocol.category().ifPresent(category -> out.put("category", name(category.name())));
    ArrayNode chains = out.putArray("chains");
    protocol.chains().stream().limit(MOST_CHAINS).map(Chain::name).forEach(chains::add);
    return out;
  }

  private static void evidence(ObjectNode out, RecordedEvidence evidence) {
    out.put("exploit_count", evidence.exploits().size());
    out.set("total_loss_usd", ExploitJson.usd(evidence.totalLoss()));
    out.put("last_exploit_date", evidence.lastDate().map(Object::toString).orElse(null));
    evidence.daysSinceLast().ifPresent(days -> out.put("days_since_last", days));
    evidence.repeatedCause().ifPresent(cause -> out.put("repeated_root_cause", cause.label()));
    evidence.recoveredPercent().ifPresent(percent -> out.put("recovered_percent", percent));
    if (evidence.isOpen()) {
      out.put("open_incident", true);
    }
    if (evidence.notCounted() > 0) {
      out.put("not_counted_in_score", evidence.notCounted());
    }
    ArrayNode recent = out.putArray("recent_exploits");
    evidence.exploits().stream()
        .limit(MOST_RECENT)
        .forEach(exploit -> recent.add(exploit(exploit)));
  }

  private static ObjectNode exploit(Exploit exploit) {
    ObjectNode out =
        Json.object()
            .put("id", exploit.id().value())
            .put("date", exploit.date().toString())
            .put("root_cause", exploit.cause().rootCause().label())
            .put("technique", PlainText.of(exploit.cause().technique(), MAX_TECHNIQUE));
    out.set("loss_usd", ExploitJson.usd(exploit.loss().usd()));
    ArrayNode chains = out.putArray("chains");
    exploit.chains().stream()
        .limit(MOST_CHAINS)
        .map(chain -> name(chain.name()))
        .forEach(chains::add);
    return out.put("status", exploit.status().label());
  }

  private static void analysis(ObjectNode out, Analysis analysis) {
    Hazard hazard = analysis.hazard();
    ObjectNode rates = out.putObject("hazard");
    rates.set("annual_rate", rounded(hazard.annualRate()));
    rates.putArray("interval_90").add(rounded(hazard.low())).add(rounded(hazard.high()));
    rates.set("relative_to_universe", rounded(hazard.relative()));
    ArrayNode contributions = out.putArray("contributions");
    for (Contribution one : analysis.score().contributions()) {
      contributions
          .addObject()
          .put("factor", one.factor().label())
          .put("value", PlainText.of(one.value(), MAX_NAME))
          .put("points", one.points());
    }
    ArrayNode recommendations = out.putArray("recommendations");
    analysis.recommendations().forEach(recommendations::add);
    analysis.peers().ifPresent(peers -> peers(out, peers, analysis.score().value()));
  }

  private static void peers(ObjectNode out, Peers peers, int score) {
    out.putObject("peers")
        .put("category", name(peers.category().name()))
        .put("protocols", peers.count())
        .put("median_score", peers.medianScore())
        .put("lower_scores_percent", peers.percentBelow(score))
        .put("exploited_in_last_year", peers.hitInYear());
  }

  private static ObjectNode compared(RiskReport other) {
    ObjectNode out = Json.object();
    out.set("protocol", subject(other));
    verdict(out, other, other.statement());
    other
        .evidence()
        .ifPresent(evidence -> {
          out.put("exploit_count", evidence.exploits().size());
          out.put("last_exploit_date", evidence.lastDate().map(Object::toString).orElse(null));
        });
    other
        .analysis()
        .ifPresent(a -> out.set("relative_to_universe", rounded(a.hazard().relative())));
    if (!other.didYouMean().isEmpty()) {
      ArrayNode candidates = out.putArray("did_you_mean");
      other.didYouMean().forEach(protocol -> candidates.add(id(protocol)));
    }
    return out;
  }

  private static tools.jackson.databind.JsonNode rounded(double number) {
    return JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(number).round(DIGITS));
  }

  /** A list may give an id of any length; a longer one could not be asked for. */
  private static String id(Protocol protocol) {
    return PlainText.of(protocol.id(), RiskQuestion.MAX_NAME);
  }

  private static String name(String raw) {
    return PlainText.of(raw, MAX_NAME);
  }
}
