package ai.kamiyo.bootstrap.command;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/**
 * What the output goes to.
 *
 * @param interactive whether a person watches, so that a progress bar makes sense
 * @param colours whether colours may be used
 */
public record Terminal(boolean interactive, boolean colours) {
  /** That of this process; NO_COLOR is respected. */
  public static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Terminal(terminal, terminal && !plain);
  }
}
