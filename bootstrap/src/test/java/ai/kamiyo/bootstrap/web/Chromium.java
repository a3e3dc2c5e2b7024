package ai.kamiyo.bootstrap.web;

import ai.kamiyo.bootstrap.endtoend.Folder;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A browser without a window, with a profile of its own, that knows nobody but this machine. */
final class Chromium implements AutoCloseable {
  private final Path profile;
  private final Process process;

  private Chromium(Path profile, Process process) {
    this.profile = profile;
    this.process = process;
  }

  /** Opens this page; the test that wants it is skipped where there is no Chromium. */
  static Chromium open(String page) {
    Optional<Path> program =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .flatMap(
                folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        program.isPresent(), "skipped, because chromium was not found; Debian's package has it");
    try {
      Path profile = Files.createTempDirectory("kamiyo-chromium");
      return new Chromium(profile, started(program.orElseThrow(), profile, page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process started(Path program, Path profile, String page) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Every name is this machine, so that pages have origins and nothing leaves.
            "--host-resolver-rules=MAP * 127.0.0.1",
            // Where it tells its developer tools to be found, a port of its own.
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            page));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.to(profile.resolve("stderr").toFile()));
    builder.environment().keySet().retainAll(List.of("PATH", "TMPDIR", "LANG"));
    builder.environment().put("HOME", profile.toString());
    return builder.start();
  }

  /** The port of its developer tools, once it has said so. */
  Optional<Integer> toolsPort() {
    try {
      List<String> told = Files.readAllLines(profile.resolve("DevToolsActivePort"));
      return told.size() < 2 ? Optional.empty() : Optional.of(Integer.parseInt(told.getFirst()));
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** What it complained of. */
  String words() {
    try {
      return Files.readString(profile.resolve("stderr"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Patience.until(
        () -> tree.stream().noneMatch(ProcessHandle::isAlive), () -> "the end of the browser");
    Folder.delete(profile);
  }
}
