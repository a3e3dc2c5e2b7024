package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.mcp.stdio.StdioServer;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** MCP over stdin and stdout. */
public final class StdioMain {
  private StdioMain() {}

  /** Serves until the client has gone; returns the exit code. */
  public static int run() throws InterruptedException {
    // Whatever any library prints goes to stderr: stdout carries the protocol and nothing else.
    System.setOut(System.err);
    return serve(
        Sources.ofStdio(Surroundings.current()),
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out));
  }

  private static int serve(Sources sources, InputStream in, OutputStream out)
      throws InterruptedException {
    return switch (Settings.load(sources).forStart()) {
      case Loading.Refused refused -> {
        refused.problems().forEach(problem -> System.err.println("kamiyo: " + problem));
        yield 1;
      }
      case Loading.Ready ready -> {
        ready.problems().forEach(problem -> System.err.println("kamiyo: warning: " + problem));
        serve(ready.settings(), in, out);
        yield 0;
      }
    };
  }

  private static void serve(Settings settings, InputStream in, OutputStream out)
      throws InterruptedException {
    serve(new Application(settings), in, out);
  }

  /** Also what the training of the start-up cache goes through. */
  static void serve(Application application, InputStream in, OutputStream out)
      throws InterruptedException {
    // The handshake must not share the processor with what only later calls need.
    StdioServer server = application.mcp().stdio(in, new AfterFirstWrite(out, application::start));
    Runnable end =
        () -> {
          server.shutdown();
          application.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "shutdown"));
    server.endWithParent();
    try {
      server.run();
    } finally {
      end.run();
    }
  }
}
