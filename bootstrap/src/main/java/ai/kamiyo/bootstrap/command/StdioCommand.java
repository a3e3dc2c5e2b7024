package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.StdioMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** MCP over stdio, where options stand beside it; without any, {@code Main} does not come here. */
@Command(
    name = "stdio",
    description = "Speak MCP over stdin and stdout; logs go to stderr.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExample:%n",
    footer = "  claude mcp add kamiyo -- /path/to/kamiyo stdio")
final class StdioCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    return StdioMain.run();
  }
}
