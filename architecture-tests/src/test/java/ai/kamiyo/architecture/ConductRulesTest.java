package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConductRulesTest {
  private static final String PLANTED = Project.plantedRoot("conduct");
  private static final JavaClasses CULPRITS = Project.planted("conduct");

  /** Each rule, with the methods of the culprit that it must notice. */
  static Stream<Arguments> rules() {
    return Stream.of(
        rule("time", ConductRules::nobodyAsksForTheTime, "instant", "clock", "millis", "date"),
        rule("streams", ConductRules::nobodyWritesToTheProcessStreams, "prints", "redirects"),
        rule("traces", ConductRules::nobodyPrintsTraces, "traces"),
        rule("end", ConductRules::nobodyEndsTheProcess, "exits", "halts"),
        rule("logging", ConductRules::nobodyKnowsTheLoggingLibrary, "logs"),
        rule("reflection", ConductRules::nobodyReflects, "loads", "invokes", "discovers"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void onlyTheFewThatMayDoIt(Function<String, ArchRule> rule, List<String> deeds) {
    assertThat(deeds).isNotEmpty();
    rule.apply(Project.PACKAGE).check(Project.product());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anybodyElseIsNoticed(Function<String, ArchRule> rule, List<String> deeds) {
    List<String> told = Project.violations(rule.apply(PLANTED), CULPRITS);
    assertThat(deeds)
        .allSatisfy(deed -> assertThat(told).anyMatch(t -> t.contains("Culprit." + deed + "(")));
    assertThat(told).allMatch(t -> deeds.stream().anyMatch(d -> t.contains("." + d + "(")));
  }

  @Test
  void whoMayDoItIsNotNoticed() {
    assertThat(Project.violations(ConductRules.nobodyAsksForTheTime(PLANTED), CULPRITS))
        .noneMatch(told -> told.contains("Application"));
  }

  private static Arguments rule(String name, Function<String, ArchRule> rule, String... deeds) {
    return Arguments.of(Named.of(name, rule), List.of(deeds));
  }
}
