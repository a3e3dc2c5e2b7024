package ai.kamiyo.adapters.kamiyo.risk;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.risk.Portfolio;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.risk.RiskAssessmentContract;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplicaRiskAssessmentTest extends RiskAssessmentContract {
  private static final LocalDate MIDDLE = LocalDate.of(2024, 1, 1);
  private static final String SHIPPED = "Base rates are those shipped";

  @Override
  protected RiskAssessment over(List<Exploit> exploits) {
    return Assessments.over(Portfolio.universe(), exploits, Set.of(), Portfolio::priors, TODAY);
  }

  /** One protocol more than makes a universe, and one incident more than makes a survey. */
  private static String statement(LocalDate asOf, Predicate<Exploit> surveyed) {
    List<ProtocolListing> listings = new ArrayList<>();
    for (int n = 0; n <= RiskView.UNIVERSE; n++) {
      listings.add(Portfolio.listed("Protocol " + n, "Lending", "Ethereum"));
    }
    List<Exploit> exploits = new ArrayList<>();
    for (int n = 0; n <= ReplicaRiskAssessment.SURVEY; n++) {
      exploits.add(exploit("Protocol " + n, MIDDLE.minusDays(n).toString()).get());
    }
    Set<ExploitId> ids =
        exploits.stream().filter(surveyed).map(Exploit::id).collect(Collectors.toSet());
    return Assessments.over(listings, exploits, ids, Portfolio::priors, TODAY)
        .assess(
            new RiskQuestion(
                "Protocol 999", Optional.empty(), Optional.of(asOf), Optional.empty(), List.of()))
        .statement();
  }

  @Test
  void aSelectionIsNotLearntFromHoweverLargeItIs() {
    assertThat(statement(TODAY, exploit -> false)).contains(SHIPPED);
  }

  @Test
  void anIncidentThatIsImportedBesideASelectionMakesNoSurveyOfIt() {
    assertThat(statement(TODAY, exploit -> exploit.date().equals(MIDDLE))).contains(SHIPPED);
  }

  @Test
  void aSurveyIsLearntFromAsSoonAsItIsOne() {
    assertThat(statement(MIDDLE, exploit -> true)).doesNotContain(SHIPPED);
    assertThat(statement(MIDDLE.minusDays(2), exploit -> true)).contains(SHIPPED);
  }
}
