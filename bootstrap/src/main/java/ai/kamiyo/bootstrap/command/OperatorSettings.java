package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.logging.Logs;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Problem;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings as an operator's command reads them, and the option that goes with it. */
final class OperatorSettings {
  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Read settings from this file instead of ./.env.")
  private @Nullable Path envFile;

  Loading load() throws CommandFailed {
    Surroundings here = Surroundings.current();
    if (envFile == null) {
      return Settings.load(Sources.ofOperator(here));
    }
    if (!Files.isRegularFile(envFile)) {
      throw new CommandFailed("--env-file " + envFile + " is not a file");
    }
    return Settings.load(Sources.ofOperator(here, envFile));
  }

  /** The settings, their warnings told; throws with all reasons if they are refused. */
  Settings ready(PrintWriter warnings) throws CommandFailed {
    return switch (load()) {
      case Loading.Refused refused ->
          throw new CommandFailed(
              refused.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining("\nkamiyo: ")));
      case Loading.Ready ready -> {
        ready.problems().forEach(problem -> warnings.println("kamiyo: warning: " + problem));
        Logs.configure(ready.settings().logging());
        yield ready.settings();
      }
    };
  }
}
