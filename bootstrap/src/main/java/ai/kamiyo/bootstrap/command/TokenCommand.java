package ai.kamiyo.bootstrap.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's tools for tokens. */
@Command(
    name = "token",
    description = "Issue, list and revoke access tokens.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    subcommands = {TokenIssueCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo token issue --customer acme --tier team --days 30",
      "  kamiyo token list",
      "  kamiyo token revoke 0b9c2d5e-5c2f-4e0a-9d0c-7d1f7a3f1c11"
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "Missing: issue, list or revoke");
  }
}
