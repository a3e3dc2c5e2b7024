package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class MarkRulesTest {
  private static final String PLANTED = Project.plantedRoot("marks");
  private static final JavaClasses CULPRITS = Project.planted("marks");

  @Test
  void everyPackageIsNullMarked() {
    assertThat(MarkRules.unmarked(Project.PACKAGE, Project.product())).isEmpty();
    assertThat(MarkRules.unmarked(PLANTED, CULPRITS)).containsExactly("domain");
  }

  @Test
  void nothingIsWiredByAnnotations() {
    MarkRules.noForeignAnnotations(Project.PACKAGE).check(Project.product());
    assertThat(Project.violations(MarkRules.noForeignAnnotations(PLANTED), CULPRITS))
        .containsExactly(PLANTED + ".domain.Wired bears " + PLANTED + ".domain.Inject");
  }
}
