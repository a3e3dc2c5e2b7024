package ai.kamiyo.bootstrap.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What this server is called, and where it lives.
 *
 * @param home the folder of the embedded database, replica, imports, journal; may not exist yet
 */
public record Server(
    Environment environment, String name, String version, String description, Path home) {
  static final Setting<Environment> ENVIRONMENT =
      Setting.of(
              "ENVIRONMENT",
              Kinds.word(List.of(Environment.values()), Environment::label),
              "`production` refuses to start with anything doubtful, `development` warns and goes"
                  + " on; a value that is neither is always refused.")
          .byDefault("development");
  static final Setting<String> MCP_SERVER_NAME =
      Setting.of("MCP_SERVER_NAME", Kinds.text("kamiyo-security"), "Name told to clients.")
          .byDefault("kamiyo-security");
  static final Setting<String> MCP_SERVER_VERSION =
      Setting.of("MCP_SERVER_VERSION", Kinds.text("1.0.0"), "Version told to clients.")
          .byDefault(
              "the build's version", values -> values.sources().surroundings().buildVersion());
  static final Setting<String> MCP_SERVER_DESCRIPTION =
      Setting.of(
              "MCP_SERVER_DESCRIPTION",
              Kinds.text("Crypto exploit intelligence"),
              "Description told to clients.")
          .byDefault("Crypto exploit intelligence");
  static final Setting<Path> KAMIYO_HOME =
      Setting.of(
              "KAMIYO_HOME",
              Kinds.path("~/.kamiyo"),
              "Folder of the embedded database, replica, imported files, journal, development"
                  + " secret, and of a `.env` of its own.")
          .byDefault("~/.kamiyo", values -> values.sources().home());

  static final List<Setting<?>> ALL =
      List.of(
          ENVIRONMENT, MCP_SERVER_NAME, MCP_SERVER_VERSION, MCP_SERVER_DESCRIPTION, KAMIYO_HOME);

  static Server of(Values values) {
    Path home = values.sources().home();
    if (Files.exists(home) && !Files.isDirectory(home)) {
      values.refuse(KAMIYO_HOME, home + " is not a folder");
    }
    return new Server(
        values.get(ENVIRONMENT),
        values.get(MCP_SERVER_NAME),
        values.get(MCP_SERVER_VERSION),
        values.get(MCP_SERVER_DESCRIPTION),
        home);
  }

  /** How strict the server is. */
  public enum Environment {
    DEVELOPMENT,
    PRODUCTION;

    /** The name as settings and answers spell it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
