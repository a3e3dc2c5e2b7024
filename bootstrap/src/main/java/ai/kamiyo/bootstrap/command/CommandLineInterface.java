package ai.kamiyo.bootstrap.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Everything that is typed after {@code kamiyo}, but for stdio itself. */
public final class CommandLineInterface {
  private CommandLineInterface() {}

  /** Carries out the command; returns 0 if all is well, 1 for a failed check, 2 for wrong usage. */
  public static int run(String... arguments) {
    return line().execute(arguments);
  }

  static CommandLine line() {
    Ansi ansi = Terminal.ofProcess().colours() ? Ansi.ON : Ansi.OFF;
    return new CommandLine(new KamiyoCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(CommandLineInterface::misused)
        .setExecutionExceptionHandler(CommandLineInterface::failed);
  }

  /** What is wrong, what may have been meant, and where to read on; not the whole help. */
  private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
    CommandLine line = misuse.getCommandLine();
    line.getErr().println("kamiyo: " + misuse.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(misuse, line.getErr());
    line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** A fault is told in a sentence; its trace is for whoever asks for it. */
  private static int failed(Exception fault, CommandLine line, CommandLine.ParseResult parsed) {
    String told = fault instanceof CommandFailed ? "" : fault.getClass().getSimpleName() + ": ";
    line.getErr().println("kamiyo: " + told + fault.getMessage());
    if (!(fault instanceof CommandFailed)) {
      System.getLogger(CommandLineInterface.class.getName())
          .log(System.Logger.Level.DEBUG, "the command failed", fault);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
