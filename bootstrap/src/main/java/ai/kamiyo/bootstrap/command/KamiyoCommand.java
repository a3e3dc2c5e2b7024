package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.StdioMain;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program itself. */
@Command(
    name = "kamiyo",
    description = {
      "MCP server that tells AI agents what was exploited, how, and for how much.",
      "Without a command it speaks MCP over stdin and stdout."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    sortOptions = false,
    subcommands = {
      DemoCommand.class,
      StdioCommand.class,
      ServeCommand.class,
      DoctorCommand.class,
      ImportCommand.class,
      BacktestCommand.class,
      TokenCommand.class,
      SubscriptionsCommand.class,
      ConfigCommand.class,
      MigrateCommand.class,
      UsageCommand.class,
      TrainCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo demo                            see what it does, with nothing configured",
      "  kamiyo                                 MCP over stdio, as a client starts it",
      "  kamiyo serve                           MCP over HTTP, for clients elsewhere",
      "  kamiyo import defillama hacks.json     add incidents to this installation",
      "  kamiyo doctor                          check configuration, database and data"
    })
final class KamiyoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "stdio (the default), or http or sse: both are what serve does.")
  private Transport transport = Transport.STDIO;

  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public Integer call() throws InterruptedException, CommandFailed {
    return switch (transport) {
      case STDIO -> StdioMain.run();
      case HTTP, SSE -> options.serve(spec.commandLine());
    };
  }

  /** How MCP is spoken. */
  enum Transport {
    STDIO,
    HTTP,
    SSE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Tells the version of this build and of the Java it runs on. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "kamiyo "
            + Surroundings.current().buildVersion()
            + " (Java "
            + Runtime.version().feature()
            + ")"
      };
    }
  }
}
