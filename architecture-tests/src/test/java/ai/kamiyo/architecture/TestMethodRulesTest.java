package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestMethodRulesTest {
  @Test
  void whatLooksLikeATestIsOne() {
    assertThat(Project.tests().stream().filter(type -> type.getSimpleName().endsWith("Test")))
        .hasSizeGreaterThan(20);
    assertThat(TestMethodRules.forgotten(Project.tests())).isEmpty();
  }

  @Test
  void aForgottenMarkIsNoticed() {
    assertThat(TestMethodRules.forgotten(Project.planted("tests")))
        .containsExactly(
            Project.plantedRoot("tests") + ".ForgottenTest.forgotten",
            Project.plantedRoot("tests") + ".ForgottenTest.switchedOff");
  }
}
