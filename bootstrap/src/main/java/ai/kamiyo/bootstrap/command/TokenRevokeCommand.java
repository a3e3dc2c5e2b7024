package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.domain.access.TokenId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Revokes a token and what it entitles to. */
@Command(
    name = "revoke",
    description = "Revoke a token, and with it what it entitles to; in force within a second.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExample:%n",
    footer = "  kamiyo token revoke 0b9c2d5e-5c2f-4e0a-9d0c-7d1f7a3f1c11")
final class TokenRevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Parameters(paramLabel = "JTI", description = "The token's id, as list shows it.")
  private String jti = "";

  @Override
  public Integer call() throws CommandFailed {
    if (!TokenId.accepts(jti)) {
      throw new ParameterException(
          spec.commandLine(), "JTI is a token's id as list shows it, not the token");
    }
    try (Application application =
        Application.serving(operator.ready(spec.commandLine().getErr()))) {
      String done =
          switch (application.identity().revokeToken().revoke(new TokenId(jti))) {
            case REVOKED -> "revoked " + jti;
            case REVOKED_BEFORE -> jti + " was revoked before";
            case UNKNOWN -> throw new CommandFailed("no token with the id " + jti);
          };
      spec.commandLine().getOut().println(done);
    }
    return CommandLine.ExitCode.OK;
  }
}
