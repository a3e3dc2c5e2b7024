package ai.kamiyo.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings are looked up, first match wins: the environment; for operator commands {@code
 * --env-file} or else {@code ./.env}; {@code KAMIYO_HOME/.env}. An empty value counts as unset.
 */
public final class Sources {
  static final String DEFAULT = "default";
  static final String ENVIRONMENT = "environment";
  private static final String DOT_ENV = ".env";

  private final Surroundings surroundings;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Path home;

  private Sources(Surroundings surroundings, Optional<Path> file) {
    this.surroundings = surroundings;
    layers.add(new Layer(ENVIRONMENT, surroundings.environment(), false));
    file.ifPresent(this::add);
    home = locateHome();
    Path homeFile = home.resolve(DOT_ENV);
    if (Files.isRegularFile(homeFile) && !file.map(f -> same(f, homeFile)).orElse(false)) {
      add(homeFile);
      withoutItsOwnPlace();
    }
  }

  /** For stdio, which clients start inside strangers' projects: {@code ./.env} is not read. */
  public static Sources ofStdio(Surroundings surroundings) {
    return new Sources(surroundings, Optional.empty());
  }

  /** For an operator's command. */
  public static Sources ofOperator(Surroundings surroundings) {
    Path here = surroundings.directory().resolve(DOT_ENV);
    return new Sources(surroundings, Optional.of(here).filter(Files::isRegularFile));
  }

  /** For an operator's command with {@code --env-file}, which takes the place of {@code ./.env}. */
  public static Sources ofOperator(Surroundings surroundings, Path envFile) {
    return new Sources(surroundings, Optional.of(surroundings.resolve(envFile)));
  }

  Optional<Found> find(String name) {
    for (Layer layer : layers) {
      String text = layer.entries().getOrDefault(name, "").strip();
      if (!text.isEmpty()) {
        return Optional.of(new Found(text, layer.name()));
      }
    }
    return Optional.empty();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Path home() {
    return home;
  }

  List<Layer> layers() {
    return layers;
  }

  /** What is wrong with the files themselves. */
  List<Problem> problems() {
    return problems;
  }

  private void add(Path file) {
    layers.add(new Layer(file.toString(), EnvFile.read(file, problems), true));
  }

  private Path locateHome() {
    Path byDefault = surroundings.userHome().resolve(".kamiyo");
    Optional<Found> found = find(Server.KAMIYO_HOME.name());
    if (found.isEmpty()) {
      return byDefault;
    }
    try {
      return surroundings.resolve(Server.KAMIYO_HOME.kind().parse(found.get().text()));
    } catch (Unacceptable e) {
      return byDefault; // reported when all settings are read
    }
  }

  private void withoutItsOwnPlace() {
    String name = Server.KAMIYO_HOME.name();
    Layer homeLayer = layers.getLast();
    if (homeLayer.entries().remove(name) != null) {
      problems.add(Problem.of(name, "cannot be set in " + homeLayer.name() + ", which it locates"));
    }
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * One place to look.
   *
   * @param name {@code environment} or the file's path
   * @param ours whether it is a file of ours, in which every name of ours must be known
   */
  record Layer(String name, Map<String, String> entries, boolean ours) {}

  /** A text and the name of the layer that it came from. */
  record Found(String text, String layer) {}
}
