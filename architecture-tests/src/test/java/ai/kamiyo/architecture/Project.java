package ai.kamiyo.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The project as it lies on disk, its compiled classes, and the violations planted here. */
final class Project {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final String PACKAGE = "ai.kamiyo";
  static final String GENERATED = "adapters.persistence.jooq";

  /** All modules but this one; the list is fixed. */
  static final List<Room> MODULES =
      List.of(
          new Room("domain", "domain", 21),
          new Room("application", "application", 21),
          new Room("adapters-mcp", "adapters.mcp", 25),
          new Room("adapters-persistence", "adapters.persistence", 21),
          new Room("adapters-kamiyo-api", "adapters.kamiyo", 21),
          new Room("adapters-billing", "adapters.billing", 21),
          new Room("bootstrap", "bootstrap", 25));

  private static final String PLANTED = "ai.kamiyo.architecture.planted.";
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".idea");

  private Project() {}

  /** A folder, the package below {@link #PACKAGE} that it holds, and the Java it compiles for. */
  record Room(String folder, String layer, int release) {
    Path classes() {
      return ROOT.resolve(folder).resolve("target/classes");
    }

    Path testClasses() {
      return ROOT.resolve(folder).resolve("target/test-classes");
    }
  }

  /** The classes of the product, generated ones included. */
  static JavaClasses product() {
    return Imported.PRODUCT;
  }

  /** The classes of all tests, those of this module included but for what is planted. */
  static JavaClasses tests() {
    return Imported.TESTS;
  }

  static JavaClasses everything() {
    return Imported.EVERYTHING;
  }

  /** The root package of the violations of this name. */
  static String plantedRoot(String name) {
    return PLANTED + name;
  }

  static JavaClasses planted(String name) {
    return new ClassFileImporter().importPackages(plantedRoot(name));
  }

  static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  /** Whether a class is, or is nested in, one of these, named below the root package. */
  static DescribedPredicate<JavaClass> oneOf(String root, Set<String> names) {
    return DescribedPredicate.describe(
        "are one of " + names,
        type ->
            names.stream()
                .map(name -> root + "." + name)
                .anyMatch(n -> type.getName().equals(n) || type.getName().startsWith(n + "$")));
  }

  /** Every file a person keeps in the project, as relative paths. */
  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            // In a linked work tree .git is a file; .env is its owner's own.
            if (attributes.isRegularFile() && !NOT_OURS.contains(name) && !name.equals(".env")) {
              files.add(ROOT.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** The written, not generated, sources of the product. */
  static List<Path> sources() throws IOException {
    return files().stream()
        .filter(file -> file.toString().matches("[^/]+/src/main/java/.*\\.java"))
        .filter(file -> !file.toString().contains("/jooq/"))
        .toList();
  }

  private static Stream<Path> productFolders() {
    return MODULES.stream().map(Room::classes).filter(Files::isDirectory);
  }

  private static Stream<Path> testFolders() {
    return Stream.concat(
            MODULES.stream().map(Room::testClasses),
            Stream.of(ROOT.resolve("architecture-tests/target/test-classes")))
        .filter(Files::isDirectory);
  }

  private static JavaClasses imported(Stream<Path> folders) {
    return new ClassFileImporter()
        .importPaths(folders.toList())
        .that(
            DescribedPredicate.describe(
                "are not planted", type -> !type.getName().startsWith(PLANTED)));
  }

  private static final class Imported {
    static final JavaClasses PRODUCT = imported(productFolders());
    static final JavaClasses TESTS = imported(testFolders());
    static final JavaClasses EVERYTHING = imported(Stream.concat(productFolders(), testFolders()));
  }
}
