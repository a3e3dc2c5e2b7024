package ai.kamiyo.bootstrap.command;

import ai.kamiyo.application.usage.ReportUsage.Report;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.UsageTotal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Reports how much was called. */
@Command(
    name = "usage",
    description = {
      "Report calls by day, tool and outcome, and how long they took.",
      "Half of them took p50 at most, 95 of 100 took p95. Days are UTC; rows are kept for"
          + " USAGE_RETENTION_DAYS."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo usage --plot",
      "  kamiyo usage --customer cus_123 --since 2026-11-01 --json"
    })
final class UsageCommand implements Callable<Integer> {
  private static final int BAR_WIDTH = 50;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(names = "--customer", paramLabel = "ID", description = "Only this customer's calls.")
  private @Nullable String customer;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "From this day on, as in 2026-11-01; default: the last 30 days.")
  private @Nullable LocalDate since;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(names = "--plot", description = "Draw the calls of each day.")
  private boolean plot;

  @Override
  public Integer call() throws CommandFailed {
    PrintWriter out = spec.commandLine().getOut();
    Optional<CustomerId> whose = whose();
    Report report;
    try (Application application = new Application(operator.ready(spec.commandLine().getErr()))) {
      report = application.usage().report(whose, Optional.ofNullable(since));
    } catch (RuntimeException e) {
      throw new CommandFailed("the usage cannot be read: " + e.getMessage());
    }
    if (json) {
      JsonOutput.print(out, generator -> write(report, whose, generator));
    } else {
      print(report, out);
    }
    return CommandLine.ExitCode.OK;
  }

  private Optional<CustomerId> whose() {
    try {
      return Optional.ofNullable(customer).map(CustomerId::new);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--customer: " + e.getMessage());
    }
  }

  private void print(Report report, PrintWriter out) {
    out.printf("%,d calls from %s to %s%n", report.calls(), report.first(), report.last());
    if (plot) {
      Bars.of(report.callsPerDay(), BAR_WIDTH).forEach(out::println);
    }
    if (report.totals().isEmpty()) {
      return;
    }
    out.printf(
        "%n%-10s  %-26s %-12s %10s %10s %10s%n", "day", "tool", "outcome", "calls", "p50", "p95");
    for (UsageTotal total : report.totals()) {
      out.printf(
          "%-10s  %-26s %-12s %,10d %10s %10s%n",
          total.day(),
          total.tool(),
          total.outcome(),
          total.calls(),
          milliseconds(total.median()) + " ms",
          milliseconds(total.p95()) + " ms");
    }
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }

  private static void write(Report report, Optional<CustomerId> whose, JsonGenerator json) {
    json.writeStringProperty("since", report.first().toString());
    json.writeStringProperty("until", report.last().toString());
    whose.ifPresent(id -> json.writeStringProperty("customer", id.value()));
    json.writeNumberProperty("calls", report.calls());
    json.writeArrayPropertyStart("totals");
    for (UsageTotal total : report.totals()) {
      json.writeStartObject();
      json.writeStringProperty("day", total.day().toString());
      json.writeStringProperty("tool", total.tool());
      json.writeStringProperty("outcome", total.outcome());
      json.writeNumberProperty("calls", total.calls());
      json.writeNumberProperty("p50_ms", total.median().toNanos() / 1e6);
      json.writeNumberProperty("p95_ms", total.p95().toNanos() / 1e6);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("days");
    report
        .callsPerDay()
        .forEach((day, calls) -> {
          json.writeStartObject();
          json.writeStringProperty("day", day.toString());
          json.writeNumberProperty("calls", calls);
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
