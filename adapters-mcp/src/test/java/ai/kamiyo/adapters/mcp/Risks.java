package ai.kamiyo.adapters.mcp;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Exploits;
import ai.kamiyo.domain.risk.Assessor;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.Portfolio;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import ai.kamiyo.domain.risk.RiskView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Assessments over a small made-up world. */
final class Risks {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private Risks() {}

  static RiskReport assess(RiskQuestion question) {
    return assess(
        question,
        Portfolio.universe(),
        List.of(
            Exploits.exploit("Acme", "2025-03-01").get(),
            Exploits.exploit("Acme", "2026-11-10").get()));
  }

  static RiskReport assess(
      RiskQuestion question, List<ProtocolListing> listings, List<Exploit> exploits) {
    RiskView view =
        new RiskView(
            new RiskView.Facts(listings, exploits, true),
            question.asOf().orElse(TODAY),
            Parameters.SHIPPED,
            Optional.of(Portfolio.priors()));
    return new Assessor(view, World.status(false)).assess(question);
  }
}
