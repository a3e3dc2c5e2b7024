package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerRulesTest {
  private static final String PLANTED = Project.plantedRoot("layers");
  private static final JavaClasses CULPRITS = Project.planted("layers");

  static Stream<String> layers() {
    return LayerRules.each(PLANTED).keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerKnowsOnlyWhatItMay(String layer) {
    rule(Project.PACKAGE, layer).check(Project.product());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerThatKnowsAnotherIsNoticed(String layer) {
    assertThat(Project.violations(rule(PLANTED, layer), CULPRITS))
        .as("a planted culprit that reaches where it must not, and uses a library it must not")
        .anyMatch(told -> told.contains(layer + ".Culprit.reach()"))
        .anyMatch(told -> told.contains(layer + ".Culprit.library()"));
  }

  @Test
  void everyClassLivesInALayer() {
    LayerRules.everyClassHasALayer(Project.PACKAGE).check(Project.product());
    assertThat(Project.violations(LayerRules.everyClassHasALayer(PLANTED), CULPRITS))
        .singleElement()
        .asString()
        .contains("elsewhere.Culprit");
  }

  @Test
  void everyLayerIsAsInhabitedAsWrittenDown() {
    assertThat(
            LayerRules.miscounted(Project.PACKAGE, Project.product(), LayerRules.NOT_YET_INHABITED))
        .isEmpty();
    assertThat(LayerRules.miscounted(PLANTED, CULPRITS, Set.of("adapters.billing")))
        .containsExactly("adapters.billing is inhabited; strike it off");
    assertThat(LayerRules.miscounted(PLANTED + ".domain", CULPRITS, Set.of()))
        .contains("domain is empty");
  }

  private static ArchRule rule(String root, String layer) {
    return Optional.ofNullable(LayerRules.each(root).get(layer)).orElseThrow();
  }
}
