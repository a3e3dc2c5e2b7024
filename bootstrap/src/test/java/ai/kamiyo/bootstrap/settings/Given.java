package ai.kamiyo.bootstrap.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Surroundings made up for a test: an environment, a home folder and a working directory. */
final class Given {
  final Path directory;
  final Path home;
  private final Map<String, String> environment = new HashMap<>();

  Given(Path folder) {
    directory = created(folder.resolve("work"));
    home = created(folder.resolve("user")).resolve(".kamiyo");
  }

  Given env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Given env(Map<String, String> values) {
    environment.putAll(values);
    return this;
  }

  /** Writes {@code KAMIYO_HOME/.env}. */
  Given homeFile(String... lines) {
    return file(created(home).resolve(".env"), lines);
  }

  /** Writes {@code ./.env}. */
  Given hereFile(String... lines) {
    return file(directory.resolve(".env"), lines);
  }

  Given file(Path file, String... lines) {
    try {
      Files.writeString(file, String.join("\n", lines) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Surroundings surroundings() {
    return new Surroundings(environment, home.resolveSibling(""), directory, "0.1.0");
  }

  Loading onStdio() {
    return Settings.load(Sources.ofStdio(surroundings()));
  }

  Loading forOperator() {
    return Settings.load(Sources.ofOperator(surroundings()));
  }

  Loading forOperator(Path envFile) {
    return Settings.load(Sources.ofOperator(surroundings(), envFile));
  }

  /** The settings, whatever is wrong with them. */
  static Settings settings(Loading loading) {
    return switch (loading) {
      case Loading.Ready ready -> ready.settings();
      case Loading.Refused refused -> refused.provisional();
    };
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
