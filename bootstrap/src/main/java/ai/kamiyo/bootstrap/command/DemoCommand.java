package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.demo.Demonstration;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the server does, with nothing configured. */
@Command(
    name = "demo",
    description = "Start the server over stdio, hold a short agent session with it, and show it.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExample:%n",
    footer = "  kamiyo demo")
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    new Demonstration(spec.commandLine().getOut(), text -> ansi.string("@|bold " + text + "|@"))
        .run();
    return 0;
  }
}
