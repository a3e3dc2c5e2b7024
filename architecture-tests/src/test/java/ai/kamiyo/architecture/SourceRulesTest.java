package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
  @Test
  void everyTypeHasItsSentenceAndEveryFileFitsOneRoom() throws IOException {
    List<String> problems = new ArrayList<>();
    List<Path> sources = Project.sources();
    assertThat(sources).hasSizeGreaterThan(100);
    for (Path file : sources) {
      String source = Files.readString(Project.ROOT.resolve(file));
      problems.addAll(SourceRules.length(file.toString(), source));
      SourceRules.undocumented(source).forEach(type -> problems.add(file + ": " + type));
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void aLongFileIsNoticed() {
    assertThat(SourceRules.length("A.java", "\n".repeat(250))).isEmpty();
    assertThat(SourceRules.length("A.java", "\n".repeat(251)))
        .containsExactly("A.java has 251 lines");
  }

  @Test
  void anExceptionMayNeitherGrowNorOutliveItsReason() {
    SourceRules.LONGER.forEach((file, most) -> {
      assertThat(Project.ROOT.resolve(file)).exists();
      assertThat(SourceRules.length(file, "\n".repeat(most + 1))).isNotEmpty();
      assertThat(SourceRules.length(file, "\n")).isNotEmpty();
    });
  }

  @Test
  void aTypeWithoutItsSentenceIsNoticed() {
    String planted =
        """
        package planted;

        import java.util.List;

        @SuppressWarnings({
          "planted"
        })
        public final class Silent {
          /** Says what it is. */
          public record Told(String a) {}

          public enum Untold {
            A
          }

          private record Hidden() {}
        }
        """;
    assertThat(SourceRules.undocumented(planted)).containsExactly("Silent", "Untold");
    String told = planted.replace("@Supp", "/** Says what it is. */\n@Supp");
    assertThat(SourceRules.undocumented(told)).containsExactly("Untold");
    assertThat(SourceRules.undocumented("/** */\nclass Mute {}\n")).containsExactly("Mute");
  }
}
