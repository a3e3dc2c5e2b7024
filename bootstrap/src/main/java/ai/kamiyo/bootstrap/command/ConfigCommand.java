package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.settings.ConfigReport;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Problem;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Shows every setting, its value, where it came from, and what was ignored. */
@Command(
    name = "config",
    description = "Show every setting, its value (secrets hidden) and where it came from.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo config", "  kamiyo config --env-file production.env --json"})
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    PrintWriter out = spec.commandLine().getOut();
    Loading loading = operator.load();
    if (json) {
      JsonOutput.print(out, generator -> write(loading, generator));
    } else {
      print(loading, out);
    }
    return loading instanceof Loading.Refused ? 1 : CommandLine.ExitCode.OK;
  }

  private void print(Loading loading, PrintWriter out) {
    ConfigReport report = loading.report();
    report.lines().forEach(out::println);
    if (!report.ignored().isEmpty()) {
      out.printf("%nIgnored, because nothing here is called so:%n");
      report.ignored().forEach(i -> out.printf("  %s (%s)%n", i.name(), i.source()));
    }
    for (Problem problem : loading.problems()) {
      spec.commandLine().getErr().println("kamiyo: " + problem);
    }
  }

  private static void write(Loading loading, JsonGenerator json) {
    json.writeArrayPropertyStart("settings");
    for (ConfigReport.Row row : loading.report().rows()) {
      json.writeStartObject();
      json.writeStringProperty("name", row.name());
      json.writeStringProperty("value", row.value());
      json.writeStringProperty("source", row.source());
      json.writeBooleanProperty("used", row.used());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("ignored");
    loading.report().ignored().forEach(ignored -> json.writeString(ignored.name()));
    json.writeEndArray();
    json.writeArrayPropertyStart("problems");
    loading.problems().forEach(problem -> json.writeString(problem.toString()));
    json.writeEndArray();
  }
}
