package ai.kamiyo.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A source tree with the real launcher in it, and around it made-up JDKs and a made-up Maven; the
 * machine's own JDKs are out of sight.
 */
final class FakeTree {
  private static final List<String> TOOLS =
      List.of("find", "readlink", "ln", "mv", "rm", "mkdir", "sleep", "tail", "touch");
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        echo "$argument"
        case $argument in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
      done
      """;
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME $*" >>target/maven-runs
      sleep 1
      mkdir -p bootstrap/target/dist/lib
      : >bootstrap/target/dist/lib/bootstrap-0.1.0.jar
      : >bootstrap/target/dist/stamp
      """;

  final Path root;
  final Path dist;
  private final Path folder;
  private final Path tools;

  FakeTree(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a tree"));
    dist = root.resolve("bootstrap/target/dist");
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
    }
    Files.createDirectories(root.resolve("domain/src/main"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(root.resolve("domain/src/main/A.java"), "class A {}");
    String script = Files.readString(Path.of("../kamiyo"));
    for (String place : List.of("/usr/lib/jvm/", "/Library/", "/opt/", "/usr/local/opt/")) {
      script = script.replace(" " + place, " \"" + folder + "\"/machine" + place);
    }
    executable(root.resolve("kamiyo"), script);
  }

  /** A JDK in a folder under this tree's own world. */
  Path jdk(String place, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(place));
    executable(Files.createDirectories(home.resolve("bin")).resolve("java"), JAVA);
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** A JDK where this machine's package manager would put it. */
  Path installedJdk(String name, String version) throws IOException {
    return jdk("machine/usr/lib/jvm/" + name, version);
  }

  void maven() throws IOException {
    maven(MAVEN);
  }

  void maven(String script) throws IOException {
    executable(tools.resolve("mvn"), script);
  }

  void onPath(Path java) throws IOException {
    Files.createSymbolicLink(tools.resolve("java"), java);
  }

  /** A finished build, newer than the sources. */
  void built() throws IOException {
    Files.createDirectories(dist.resolve("lib"));
    Files.writeString(dist.resolve("lib/bootstrap-0.1.0.jar"), "");
    Files.writeString(dist.resolve("stamp"), "");
    Files.setLastModifiedTime(dist.resolve("stamp"), FileTime.from(Instant.now().plusSeconds(1)));
  }

  /** A cache that this JDK made. */
  void rehearsed(Path jdk, String version) throws IOException {
    Files.writeString(dist.resolve("kamiyo.aot"), "");
    Files.writeString(dist.resolve("jdk"), jdk + "\n" + version + "\nready\n");
  }

  void olderThanTheSources() throws IOException {
    Files.setLastModifiedTime(dist.resolve("stamp"), FileTime.from(Instant.EPOCH));
  }

  List<String> mavenRuns() throws IOException {
    Path runs = root.resolve("target/maven-runs");
    return Files.exists(runs) ? Files.readAllLines(runs) : List.of();
  }

  Run run(String... arguments) throws IOException {
    return start(folder, Map.of(), root.resolve("kamiyo"), arguments).end();
  }

  Started start(Path directory, Map<String, String> environment, Path script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
    process.environment().clear();
    process.environment().put("PATH", tools.toString());
    process.environment().put("HOME", folder.toString());
    process.environment().putAll(environment);
    return new Started(process.start());
  }

  private static Path found(String tool) {
    return List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A launcher that runs. */
  record Started(Process process) {
    Run end() {
      try {
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        return new Run(process.waitFor(), lines(out), lines(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static List<String> lines(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** How a launcher ended; {@code out} is one line per argument that Java was given. */
  record Run(int exit, List<String> out, List<String> err) {}
}
