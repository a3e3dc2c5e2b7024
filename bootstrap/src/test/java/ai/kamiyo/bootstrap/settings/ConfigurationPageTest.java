package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is what the registry says; {@code -Ddocs.write=true} rewrites it.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the settings themselves: mvn -pl bootstrap -am verify -Ddocs.write=true -->

      Every setting is a variable of the environment or a line of a `.env` file. The first of these
      that has a value counts; an empty value is none:

      1. the environment;
      2. for operator commands, the file named by `--env-file`, or else `./.env` (stdio never reads it:
         clients start it inside other people's projects);
      3. `.env` in KAMIYO_HOME.

      A `.env` holds `NAME=value` lines in UTF-8, at most 64 KiB; `export ` in front, `#` comments, and
      single (literal) or double quotes (with `\\"`, `\\\\`, `\\$`, `\\n`, `\\t`) are understood, nothing is
      interpolated.

      All problems are reported together. In development an invalid value is warned of and its default
      taken; in production it is refused. A name that begins with `KAMIYO_`, `RATE_LIMIT_`, `MCP_` or
      `ENABLE_` and is no setting is a problem in a `.env`, and in the environment when it is within two
      letters of a setting; otherwise it is ignored. `./kamiyo config` shows every value, where it came
      from and what was ignored. Secrets and credentials are never shown.

      Settings marked *not yet used* are read and checked, but nothing depends on them yet.
      """;

  @Test
  void isUpToDate() throws IOException {
    String page = page();
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.resolveSibling(""));
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run with -Ddocs.write=true to rewrite").hasContent(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Registry.Group group : Registry.GROUPS) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| variable | default | accepted | meaning |\n|---|---|---|---|\n");
      group.settings().forEach(setting -> page.append(row(setting)));
    }
    return page.toString();
  }

  private static String row(Setting<?> setting) {
    String marks =
        (setting.secret() ? " *Secret.*" : "") + (setting.used() ? "" : " *Not yet used.*");
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(
            setting.name(),
            setting.byDefault(),
            setting.kind().accepts(),
            setting.meaning(),
            marks);
  }
}
