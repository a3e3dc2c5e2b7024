package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The class path of the processes under test, and an AOT cache for it as the launcher makes one: it
 * halves what each of some hundred starts costs. The cache is kept as long as the class path is the
 * same; where it cannot be made, processes start without.
 */
final class QuickStart {
  private static final Path FOLDER = Path.of("target", "quick-start").toAbsolutePath();
  private static final List<String> SESSION =
      List.of(
          Server.initialize(1, "2025-11-25"),
          Server.callRequest(2, "search_exploits", Map.of("query", "bridge", "group_by", "chain")),
          Server.callRequest(3, "health_check", Map.of()));
  private static final List<String> OPTIONS = made();

  private QuickStart() {}

  /** Options of the JVM, the class path among them. */
  static List<String> options() {
    return OPTIONS;
  }

  private static List<String> made() {
    try {
      Files.createDirectories(FOLDER);
      List<Path> classPath = classPath();
      Path cache = FOLDER.resolve(name(classPath) + ".aot");
      List<String> plain =
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-XX:TieredStopAtLevel=1",
              // What is unpacked by those that get killed stays; here `clean` finds it.
              "-Dorg.sqlite.tmpdir=" + FOLDER,
              "-cp",
              String.join(":", classPath.stream().map(Path::toString).toList()));
      if (!Files.exists(cache) && !make(cache, plain)) {
        return plain;
      }
      List<String> quick = new ArrayList<>(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"));
      quick.addAll(plain);
      return List.copyOf(quick);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What ships, without this module's tests. A cache takes no folders, so ours becomes a jar. */
  private static List<Path> classPath() throws IOException {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path path = Path.of(entry);
      if (path.endsWith(Path.of("target", "classes"))) {
        classPath.add(jar(path));
      } else if (Files.isRegularFile(path)) {
        classPath.add(path);
      }
    }
    return classPath;
  }

  private static Path jar(Path classes) throws IOException {
    Path jar = Files.createTempFile(FOLDER, "new", ".jar");
    CRC32 sum = new CRC32();
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path each : tree.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(each);
        sum.update(content);
        ZipEntry entry = new ZipEntry(classes.relativize(each).toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    // The same classes keep their jar, and with it the cache.
    Path named = FOLDER.resolve("bootstrap-" + HexFormat.of().toHexDigits(sum.getValue()) + ".jar");
    if (Files.exists(named)) {
      Files.delete(jar);
    } else {
      Files.move(jar, named, StandardCopyOption.ATOMIC_MOVE);
    }
    return named;
  }

  private static String name(List<Path> classPath) throws IOException {
    CRC32 sum = new CRC32();
    for (Path jar : classPath) {
      sum.update(
          (jar + "|" + Files.getLastModifiedTime(jar) + "|" + Files.size(jar)).getBytes(UTF_8));
    }
    return HexFormat.of().toHexDigits(sum.getValue());
  }

  private static boolean make(Path cache, List<String> plain)
      throws IOException, InterruptedException {
    try (DirectoryStream<Path> former = Files.newDirectoryStream(FOLDER, "*.aot")) {
      for (Path each : former) {
        Files.delete(each);
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-Xlog:disable");
    command.addAll(plain);
    command.add("ai.kamiyo.bootstrap.Main");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("rehearsal.log").toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "TMPDIR"));
    builder.environment().put("KAMIYO_HOME", Files.createTempDirectory(FOLDER, "home").toString());
    Process process = builder.start();
    try (OutputStream session = process.getOutputStream()) {
      session.write(String.join("\n", SESSION).getBytes(UTF_8));
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return Files.exists(cache);
  }
}
