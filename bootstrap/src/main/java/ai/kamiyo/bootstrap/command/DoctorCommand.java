package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.doctor.Examination;
import ai.kamiyo.bootstrap.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks everything a start depends on. */
@Command(
    name = "doctor",
    description = {
      "Check configuration, database, Redis, upstream and the data's freshness.",
      "Exit code 1 if a start would fail."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo doctor", "  kamiyo doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Examination.of(operator.load());
    boolean fit = findings.stream().noneMatch(f -> f.state() == Finding.State.FAILED);
    if (json) {
      JsonOutput.print(
          out,
          generator -> {
            generator.writeBooleanProperty("would_start", fit);
            generator.writeArrayPropertyStart("checks");
            for (Finding finding : findings) {
              generator.writeStartObject();
              generator.writeStringProperty("check", finding.check());
              generator.writeStringProperty("state", finding.state().label());
              generator.writeStringProperty("detail", finding.detail());
              generator.writeEndObject();
            }
            generator.writeEndArray();
          });
    } else {
      print(findings, out);
      out.println(fit ? "\nA start would succeed." : "\nA start would fail.");
    }
    return fit ? CommandLine.ExitCode.OK : 1;
  }

  private void print(List<Finding> findings, PrintWriter out) {
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    int width = findings.stream().mapToInt(f -> f.check().length()).max().orElse(1);
    for (Finding finding : findings) {
      String colour =
          switch (finding.state()) {
            case OK -> "green";
            case NOTE -> "faint";
            case WARNING -> "yellow";
            case FAILED -> "red";
          };
      String state = ansi.string("@|" + colour + " " + finding.state().label() + "|@");
      String pad = " ".repeat(Math.max(0, 7 - finding.state().label().length()));
      out.printf("%-" + width + "s  %s%s  %s%n", finding.check(), state, pad, finding.detail());
    }
  }
}
