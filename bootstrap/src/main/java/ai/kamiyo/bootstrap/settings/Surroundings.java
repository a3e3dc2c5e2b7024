package ai.kamiyo.bootstrap.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was started in.
 *
 * @param userHome what {@code ~} stands for
 * @param directory where relative paths start
 * @param buildVersion the version of this build
 */
public record Surroundings(
    Map<String, String> environment, Path userHome, Path directory, String buildVersion) {
  /** Those of this process; {@code HOME} wins over what Java thinks the home folder is. */
  public static Surroundings current() {
    Map<String, String> environment = System.getenv();
    String home = environment.getOrDefault("HOME", "");
    String version = Settings.class.getPackage().getImplementationVersion();
    return new Surroundings(
        environment,
        Path.of(home.startsWith("/") ? home : System.getProperty("user.home")),
        Path.of(System.getProperty("user.dir")),
        Optional.ofNullable(version).orElse("development"));
  }

  /** A path as the operator meant it: from {@code ~} or from the working directory. */
  Path resolve(Path path) {
    if (path.startsWith("~")) {
      return userHome.resolve(path.subpath(0, 1).relativize(path)).normalize();
    }
    return directory.resolve(path).toAbsolutePath().normalize();
  }
}
