package ai.kamiyo.bootstrap.command;

import ai.kamiyo.application.billing.SyncSubscriptions.Line;
import ai.kamiyo.application.billing.SyncSubscriptions.Report;
import ai.kamiyo.application.billing.SyncSubscriptions.Verdict;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.Selling;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.billing.SellerUnavailable;
import ai.kamiyo.domain.billing.Subscription;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Reads Stripe's subscriptions into ours. */
@Command(
    name = "sync",
    description = "Read every subscription from Stripe, and take in what is new or has changed.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo subscriptions sync --dry-run", "  kamiyo subscriptions sync"})
final class SubscriptionsSyncCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(names = "--dry-run", description = "Change nothing, only tell.")
  private boolean dry;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    try (Application application =
        Application.serving(operator.ready(spec.commandLine().getErr()))) {
      Selling selling =
          application
              .selling()
              .orElseThrow(() -> new CommandFailed("nothing is sold here: set STRIPE_SECRET_KEY"));
      Report report = selling.sync().sync(dry);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        JsonOutput.print(out, generator -> write(report, generator));
      } else {
        print(report, out);
      }
    } catch (SellerUnavailable away) {
      throw new CommandFailed(String.valueOf(away.getMessage()));
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(Report report, PrintWriter out) {
    for (Line line : report.lines()) {
      if (line.verdict() == Verdict.NEW || line.verdict() == Verdict.CHANGED) {
        out.printf(
            "  %-8s %s of %s: %s%s%n",
            word(line.verdict()),
            line.seen().id().value(),
            line.seen().customer().value(),
            line.before().map(before -> state(before) + " -> ").orElse(""),
            state(line.seen()));
      }
    }
    out.printf(
        "%sread %,d: %,d new, %,d changed, %,d as before, %,d of other products%n",
        dry ? "(nothing was changed) " : "",
        report.lines().size(),
        report.count(Verdict.NEW),
        report.count(Verdict.CHANGED),
        report.count(Verdict.SAME),
        report.count(Verdict.FOREIGN));
  }

  private void write(Report report, JsonGenerator generator) {
    generator.writeBooleanProperty("dry_run", dry);
    generator.writeNumberProperty("read", report.lines().size());
    for (Verdict verdict : Verdict.values()) {
      generator.writeNumberProperty(word(verdict), report.count(verdict));
    }
    generator.writeArrayPropertyStart("subscriptions");
    for (Line line : report.lines()) {
      generator.writeStartObject();
      generator.writeStringProperty("id", line.seen().id().value());
      generator.writeStringProperty("customer", line.seen().customer().value());
      generator.writeStringProperty("verdict", word(line.verdict()));
      generator.writeStringProperty("status", line.seen().status().label());
      generator.writeStringProperty("tier", line.seen().tier().map(Tier::label).orElse(null));
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  private static String state(Subscription subscription) {
    return subscription.tier().map(Tier::label).orElse("other product")
        + " "
        + subscription.status().label();
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
