package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A KAMIYO_HOME, a working folder, an environment, and all processes that were started there. */
public final class Installation implements AutoCloseable {
  private final Path home;
  private final Path work;
  private final Map<String, String> environment;
  private final List<Process> children;

  /** Two fresh folders below this one; nothing is configured. */
  public Installation(Path folder) {
    this(
        directory(folder.resolve("home")),
        directory(folder.resolve("work")),
        Map.of(),
        new CopyOnWriteArrayList<>());
  }

  private Installation(
      Path home, Path work, Map<String, String> environment, List<Process> children) {
    this.home = home;
    this.work = work;
    this.environment = environment;
    this.children = children;
  }

  /** The same installation, seen by processes with one more variable. */
  public Installation with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Installation(home, work, Map.copyOf(more), children);
  }

  /** The same, unless the variable has a value already. */
  public Installation withDefault(String name, String value) {
    return environment.containsKey(name) ? this : with(name, value);
  }

  public Path home() {
    return home;
  }

  public Path work() {
    return work;
  }

  /** Starts stdio and shakes hands with the newest revision that has a handshake. */
  Server server(String... arguments) {
    Server server = start(arguments);
    server.handshake("2025-11-25");
    return server;
  }

  /** Starts stdio and says nothing yet. */
  Server start(String... arguments) {
    return new Server(launch(command(arguments)));
  }

  /** Starts a command line that is not ours, in our environment. */
  public Process launch(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "TMPDIR"));
    builder.environment().put("HOME", work.toString());
    builder.environment().put("KAMIYO_HOME", home.toString());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      children.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QuickStart.options());
    command.add("ai.kamiyo.bootstrap.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a command to its end. */
  public Outcome run(String... arguments) {
    Process process = launch(command(arguments));
    CompletableFuture<String> out = all(process.getInputStream());
    CompletableFuture<String> err = all(process.getErrorStream());
    try {
      process.getOutputStream().close();
      if (!process.waitFor(2 * Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(arguments) + " does not end:\n" + err.join());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Outcome(process.exitValue(), out.join(), err.join());
  }

  /** How many incidents a server that starts now finds in all. */
  int total() {
    try (Server server = server()) {
      server.awaitData();
      return server.search(Map.of("limit", 1)).total();
    }
  }

  private static CompletableFuture<String> all(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (stream) {
            text.complete(new String(stream.readAllBytes(), UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  private static Path directory(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (Process child : children) {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
    }
    Patience.until(
        () -> children.stream().noneMatch(Process::isAlive), () -> "the end of killed processes");
  }
}
