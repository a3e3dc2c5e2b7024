package ai.kamiyo.bootstrap;

import ai.kamiyo.bootstrap.command.CommandLineInterface;

/** Where the program starts: stdio at once, everything else through the command-line library. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    int code = isStdio(arguments) ? StdioMain.run() : CommandLineInterface.run(arguments);
    System.exit(code);
  }

  /** The ways to spell stdio that must not wait for the command-line library. */
  private static boolean isStdio(String[] arguments) {
    return switch (arguments.length) {
      case 0 -> true;
      case 1 -> arguments[0].equals("stdio") || arguments[0].equals("--transport=stdio");
      case 2 -> arguments[0].equals("--transport") && arguments[1].equals("stdio");
      default -> false;
    };
  }
}
