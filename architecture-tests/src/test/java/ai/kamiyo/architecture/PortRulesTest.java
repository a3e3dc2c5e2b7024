package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortRulesTest {
  private static final String PLANTED = Project.plantedRoot("names");
  private static final JavaClasses CULPRITS = Project.planted("names");

  @Test
  void everyPortThatIsDoneIsImplementedAndTheOthersAreStillToCome() {
    assertThat(PortRules.problems(Project.PACKAGE, Project.product(), Project.tests())).isEmpty();
  }

  @Test
  void missingAndUnimplementedPortsAreNoticed() {
    List<String> told = PortRules.problems(PLANTED, CULPRITS, CULPRITS);
    assertThat(told)
        .contains(
            "exploit.ExploitSearch is no interface of the domain",
            "access.RateLimiter has no implementation in an adapter",
            "access.RateLimiter has a contract suite or none, against what is written down");
    assertThat(told).noneMatch(problem -> problem.startsWith("access.Entitlements"));
  }

  @Test
  void namesSaySomething() {
    PortRules.noEmptyWords(Project.PACKAGE).check(Project.product());
    assertThat(Project.violations(PortRules.noEmptyWords(PLANTED), CULPRITS))
        .hasSize(2)
        .anyMatch(told -> told.contains("RateLimiterImpl"))
        .anyMatch(told -> told.contains("RateLimiterPort"));
  }

  @Test
  void packagesAreNamedByConcepts() {
    PortRules.noEmptyPackages(Project.PACKAGE).check(Project.product());
    assertThat(Project.violations(PortRules.noEmptyPackages(PLANTED), CULPRITS))
        .singleElement()
        .asString()
        .contains("names.domain.common.Anything");
  }
}
