package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class SurfaceRulesTest {
  private static final String PLANTED = Project.plantedRoot("surface");
  private static final JavaClasses CULPRITS = Project.planted("surface");

  @Test
  void everyAdapterHasOneDoor() {
    assertThat(SurfaceRules.wrongDoors(Project.PACKAGE, Project.product())).isEmpty();
    assertThat(SurfaceRules.wrongDoors(PLANTED, CULPRITS))
        .containsExactlyInAnyOrder(
            "adapters.mcp shows [BackDoor, McpAdapter, McpSettings]",
            "McpSettings is no record",
            "adapters.persistence shows []",
            "adapters.kamiyo shows []",
            "adapters.billing shows []");
  }

  @Test
  void whatNobodyElseUsesIsNotPublic() {
    assertThat(
            SurfaceRules.needlesslyPublic(Project.PACKAGE, Project.product(), Project.everything()))
        .isEmpty();
    assertThat(SurfaceRules.needlesslyPublic(PLANTED, CULPRITS, CULPRITS))
        .contains("adapters.mcp.wire.Vain")
        .doesNotContain("adapters.mcp.wire.Needed");
  }
}
