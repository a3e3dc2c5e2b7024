package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRulesTest {
  private static final String ARCHITECTURE = "docs/architecture.md";

  @ParameterizedTest
  @ValueSource(strings = {ARCHITECTURE, "README.md", "CONTRIBUTING.md", "SECURITY.md"})
  void whatADocumentNamesIsThere(String document) throws IOException {
    assertThat(rules().missing(read(Path.of(document)))).isEmpty();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    DocumentRules rules = rules();
    List<String> broken = new ArrayList<>();
    for (Path file : Project.files()) {
      if (file.toString().endsWith(".md")) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        rules.broken(folder, read(file)).forEach(link -> broken.add(file + " links " + link));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void whatIsNotThereIsNoticed() throws IOException {
    String planted =
        """
        `Application`, `Loading.Ready`, `domain.exploit`, `docs/tools.md`, `KAMIYO_HOME`, `tools`
        `Missing`, `Missing.Part`, `domain.missing`, `docs/missing.md`, `Gone.java`, `KAMIYO_GONE`
        ```
        `Unread`
        ```
        """;
    assertThat(rules().missing(planted))
        .containsExactly(
            "Missing",
            "Missing.Part",
            "domain.missing",
            "docs/missing.md",
            "Gone.java",
            "KAMIYO_GONE");
    assertThat(rules().broken(Path.of("docs"), "[a](tools.md) [b](gone.md#x) [c](https://a.b)"))
        .containsExactly("gone.md");
  }

  private static DocumentRules rules() throws IOException {
    return new DocumentRules(Project.ROOT, Project.files(), read(Path.of("docs/configuration.md")));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(Project.ROOT.resolve(file));
  }
}
