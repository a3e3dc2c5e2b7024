package ai.kamiyo.architecture;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which Java a module's class files need, and whether they lie in the package of their module. */
final class BytecodeRules {
  private static final int OF_JAVA_0 = 44;
  private static final int MAGIC = 0xCAFEBABE;

  private BytecodeRules() {}

  /** What is wrong with the class files of this folder. */
  static List<String> problems(Path classes, String layer, int release) throws IOException {
    Path home = classes.resolve(Project.PACKAGE.replace('.', '/') + "/" + layer.replace('.', '/'));
    List<String> problems = new ArrayList<>();
    for (Path file : classFiles(classes)) {
      if (!file.startsWith(home)) {
        problems.add(classes.relativize(file) + " does not belong to " + layer);
      }
      if (release(file) != release) {
        problems.add(classes.relativize(file) + " needs Java " + release(file));
      }
    }
    return problems;
  }

  static List<Path> classFiles(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static int release(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is no class file");
      }
      int unusedMinor = in.readUnsignedShort();
      return in.readUnsignedShort() - OF_JAVA_0;
    }
  }
}
