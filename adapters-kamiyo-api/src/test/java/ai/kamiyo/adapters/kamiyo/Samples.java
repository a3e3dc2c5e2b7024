package ai.kamiyo.adapters.kamiyo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real sample files beside the project, where they are present. */
public final class Samples {
  private static final Path DATA = Path.of("../../shared/data").toAbsolutePath().normalize();

  private Samples() {}

  /** The sample of this name; the test is skipped where there are none. */
  public static Path file(String name) {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "skipped: the sample data are not beside this project");
    return file;
  }
}
