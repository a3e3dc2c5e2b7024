package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.mcp.stdio.StdioServer;
import ai.kamiyo.bootstrap.logging.Logs;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Logging;
import ai.kamiyo.bootstrap.settings.Problem;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

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
        tell(refused.provisional().logging(), Level.ERROR, refused.problems());
        yield 1;
      }
      case Loading.Ready ready -> {
        tell(ready.settings().logging(), Level.WARNING, ready.problems());
        yield serve(ready.settings(), in, out);
      }
    };
  }

  /** Problems go to stderr in the form that was asked for; without any, no logging is loaded. */
  private static void tell(Logging logging, Level level, List<Problem> problems) {
    if (logging.format() == Logging.Format.JSON && !problems.isEmpty()) {
      Logs.configure(logging);
      System.Logger log = System.getLogger(StdioMain.class.getName());
      problems.forEach(problem -> log.log(level, problem::toString));
    } else {
      String severity = level == Level.WARNING ? "warning: " : "";
      problems.forEach(problem -> System.err.println("kamiyo: " + severity + problem));
    }
  }

  private static int serve(Settings settings, InputStream in, OutputStream out)
      throws InterruptedException {
    Application application = new Application(settings);
    Trial trial =
        settings.production()
            ? started -> started && tried(settings, application)
            : started -> true;
    return serve(application, in, out, trial);
  }

  /** Also what the training of the start-up cache goes through. */
  static void serve(Application application, InputStream in, OutputStream out)
      throws InterruptedException {
    var _ = serve(application, in, out, started -> true);
  }

  /** Finds, while the client is served already, whether it should be; tells why not. */
  private interface Trial {
    boolean passed(boolean started);
  }

  /** Serves until the client has gone. */
  private static int serve(Application application, InputStream in, OutputStream out, Trial trial)
      throws InterruptedException {
    CompletableFuture<StdioServer> serving = new CompletableFuture<>();
    AtomicBoolean refused = new AtomicBoolean();
    Runnable begin =
        () -> {
          // What it throws would be taken for a failure of the answer that has just left.
          boolean started = attempted(() -> begun(application));
          Thread.ofVirtual()
              .name("start-trial")
              .start(() -> {
                if (!attempted(() -> trial.passed(started))) {
                  refused.set(true);
                  serving.join().shutdown();
                }
              });
        };
    // The handshake must not share the processor with what only later calls need.
    StdioServer server =
        application
            .mcp()
            .stdio(
                in,
                new AfterFirstWrite(out, begin),
                application.stdioCallers(),
                application.stdioTiers());
    serving.complete(server);
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
    return refused.get() ? 1 : 0;
  }

  private static boolean begun(Application application) {
    application.start();
    return true;
  }

  /** What fails is told, and is not good. */
  private static boolean attempted(BooleanSupplier attempt) {
    try {
      return attempt.getAsBoolean();
    } catch (RuntimeException failure) {
      System.getLogger(StdioMain.class.getName())
          .log(Level.ERROR, "this server does not start as it should", failure);
      return false;
    }
  }

  /**
   * Whether there is no reason not to start; those there are, and what only works less, is told.
   */
  private static boolean tried(Settings settings, Application application) {
    System.Logger log = System.getLogger(StdioMain.class.getName());
    StartTrial trial = new StartTrial(settings, application);
    List<String> reasons = trial.reasons();
    reasons.forEach(reason -> log.log(Level.ERROR, "{0}", reason));
    if (reasons.isEmpty()) {
      trial.warnings().forEach(warning -> log.log(Level.WARNING, "{0}", warning));
    }
    return reasons.isEmpty();
  }
}
