package ai.kamiyo.bootstrap.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's tools for subscriptions. */
@Command(
    name = "subscriptions",
    description = "Bring subscriptions in line with what Stripe knows.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    subcommands = SubscriptionsSyncCommand.class,
    footerHeading = "%nExample:%n",
    footer = "  kamiyo subscriptions sync --dry-run")
final class SubscriptionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing: sync");
  }
}
