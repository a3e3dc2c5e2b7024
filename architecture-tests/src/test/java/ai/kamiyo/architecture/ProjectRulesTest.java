package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectRulesTest {
  @Test
  void noFileNamesARegistryOrAPlaceOnOneMachine() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> files = Project.files();
    assertThat(files).hasSizeGreaterThan(200);
    for (Path file : files) {
      String text = Files.readString(Project.ROOT.resolve(file), StandardCharsets.ISO_8859_1);
      found.addAll(ProjectRules.localities(file.toString(), text));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aNamedRegistryAndAPlaceOnOneMachineAreNoticed() {
    String planted = "fine\nhttps://registry." + "npmjs.org/x\nin /ro" + "ot/project\n";
    assertThat(ProjectRules.localities("planted", planted))
        .hasSize(2)
        .anyMatch(told -> told.startsWith("planted:2 "))
        .anyMatch(told -> told.startsWith("planted:3 "));
  }

  @Test
  void theParentPomIsShortAndHasTheModulesThatAreFixed() throws IOException {
    String pom = Files.readString(Project.ROOT.resolve("pom.xml"));
    assertThat(pom.lines().count()).isLessThanOrEqualTo(ProjectRules.MAX_POM_LINES);
    List<String> fixed =
        Stream.concat(
                Project.MODULES.stream().map(Project.Room::folder), Stream.of("architecture-tests"))
            .toList();
    // What is measured by hand has a profile of its own, outside the default build.
    String build = pom.substring(0, pom.indexOf("<profiles>"));
    assertThat(ProjectRules.modules(build)).containsExactlyInAnyOrderElementsOf(fixed);
    assertThat(fixed)
        .allSatisfy(module -> assertThat(Project.ROOT.resolve(module + "/pom.xml")).exists());
  }

  @Test
  void aModuleMoreOrLessIsNoticed() {
    assertThat(ProjectRules.modules("<module>domain</module> <module>extra</module>"))
        .containsExactly("domain", "extra");
  }
}
