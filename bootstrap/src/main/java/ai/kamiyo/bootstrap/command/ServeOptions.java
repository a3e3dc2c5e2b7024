package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.Serving;
import ai.kamiyo.bootstrap.logging.Logs;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Problem;
import ai.kamiyo.bootstrap.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a server listens, and what it is configured by. */
final class ServeOptions {
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 8002;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Port for /metrics and /health, this machine only (default: ${DEFAULT-VALUE}).")
  private int adminPort = 8003;

  /** Serves until the process is told to end; throws with every reason if it cannot start. */
  int serve(CommandLine line) throws CommandFailed, InterruptedException {
    checkPlace(line);
    Loading loading = operator.load().forStart();
    Settings settings =
        switch (loading) {
          case Loading.Ready ready -> ready.settings();
          case Loading.Refused refused -> refused.provisional();
        };
    Serving.Place place = new Serving.Place(host, port, adminPort);
    List<String> reasons = new ArrayList<>();
    if (loading instanceof Loading.Refused refused) {
      refused.problems().forEach(problem -> reasons.add(problem.toString()));
    }
    reasons.addAll(Serving.reasonsNotTo(settings, place));
    refuse(reasons);
    loading.problems().stream()
        .map(Problem::toString)
        .forEach(problem -> line.getErr().println("kamiyo: warning: " + problem));
    Logs.configure(settings.logging());
    Serving serving = new Serving(settings, place);
    refuse(serving.start());
    serving.introduction().forEach(line.getOut()::println);
    serving.untilToldToEnd();
    return 0;
  }

  private void checkPlace(CommandLine line) {
    if (Stream.of(port, adminPort).anyMatch(number -> number < 0 || number > 65_535)) {
      throw new CommandLine.ParameterException(line, "a port is a number from 0 to 65535");
    }
    if (host.isBlank()) {
      throw new CommandLine.ParameterException(line, "--host must be an address of this machine");
    }
  }

  private static void refuse(List<String> reasons) throws CommandFailed {
    if (!reasons.isEmpty()) {
      throw new CommandFailed(String.join("\nkamiyo: ", reasons));
    }
  }
}
