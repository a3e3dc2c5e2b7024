package ai.kamiyo.bootstrap.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** MCP over HTTP. */
@Command(
    name = "serve",
    description = {
      "Speak MCP over HTTP: Streamable HTTP at /mcp, the older HTTP with SSE at /sse.",
      "Ends at SIGTERM or Ctrl-C, when the calls in flight are answered."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo serve", "  kamiyo serve --port 9000 --admin-port 9001"})
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public Integer call() throws CommandFailed, InterruptedException {
    return options.serve(spec.commandLine());
  }
}
