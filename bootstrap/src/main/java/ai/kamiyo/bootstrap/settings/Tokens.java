package ai.kamiyo.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How tokens and cursors are signed.
 *
 * @param secret the secret if one was set; {@link Settings#signingSecret} is what signs
 * @param previous a secret that is still accepted while rotating
 */
public record Tokens(
    Optional<Secret> secret,
    Optional<Secret> previous,
    Algorithm algorithm,
    Optional<Path> privateKeyFile,
    String issuer,
    String audience,
    Duration expiry) {
  static final Setting<Secret> MCP_JWT_SECRET =
      Setting.of(
          "MCP_JWT_SECRET",
          Secrets.signing(),
          "Signs tokens and cursors; by default random and kept in KAMIYO_HOME, readable by its"
              + " owner only; required in production.");
  static final Setting<Secret> MCP_JWT_SECRET_PREVIOUS =
      Setting.of(
          "MCP_JWT_SECRET_PREVIOUS",
          Secrets.signing(),
          "The former secret, still accepted while rotating.");
  static final Setting<Algorithm> MCP_JWT_ALGORITHM =
      Setting.of(
              "MCP_JWT_ALGORITHM",
              Kinds.word(List.of(Algorithm.values()), Algorithm::label),
              "`HS256` signs with the secret; `EdDSA` (Ed25519) and `ES256` with"
                  + " MCP_JWT_PRIVATE_KEY_FILE, and publish the public key.")
          .byDefault("HS256");
  static final Setting<Path> MCP_JWT_PRIVATE_KEY_FILE =
      Setting.of(
          "MCP_JWT_PRIVATE_KEY_FILE",
          Kinds.path("/etc/kamiyo/jwt.pem"),
          "PEM file of the private key for `EdDSA` or `ES256`.");
  static final Setting<String> MCP_JWT_ISSUER =
      Setting.of(
              "MCP_JWT_ISSUER",
              Kinds.text("https://mcp.kamiyo.ai"),
              "Issuer of tokens, checked on every verification.")
          .byDefault("MCP_PUBLIC_URL", Tokens::publicUrl);
  static final Setting<String> MCP_JWT_AUDIENCE =
      Setting.of(
              "MCP_JWT_AUDIENCE",
              Kinds.text("https://mcp.kamiyo.ai"),
              "Audience of tokens, checked on every verification.")
          .byDefault("MCP_PUBLIC_URL", Tokens::publicUrl);
  static final Setting<Duration> MCP_TOKEN_EXPIRY_DAYS =
      Setting.of(
              "MCP_TOKEN_EXPIRY_DAYS", Kinds.days(1, 3650), "How many days a new token is valid.")
          .byDefault("365");

  static final List<Setting<?>> ALL =
      List.of(
          MCP_JWT_SECRET,
          MCP_JWT_SECRET_PREVIOUS,
          MCP_JWT_ALGORITHM,
          MCP_JWT_PRIVATE_KEY_FILE,
          MCP_JWT_ISSUER,
          MCP_JWT_AUDIENCE,
          MCP_TOKEN_EXPIRY_DAYS);

  static Tokens of(Values values) {
    Algorithm algorithm = values.get(MCP_JWT_ALGORITHM);
    if (algorithm != Algorithm.HS256 && values.set(MCP_JWT_PRIVATE_KEY_FILE).isEmpty()) {
      values.reject(MCP_JWT_ALGORITHM, algorithm.label() + " needs MCP_JWT_PRIVATE_KEY_FILE");
    }
    return new Tokens(
        values.find(MCP_JWT_SECRET),
        values.find(MCP_JWT_SECRET_PREVIOUS),
        values.get(MCP_JWT_ALGORITHM),
        values.find(MCP_JWT_PRIVATE_KEY_FILE).map(values.sources().surroundings()::resolve),
        values.get(MCP_JWT_ISSUER),
        values.get(MCP_JWT_AUDIENCE),
        values.get(MCP_TOKEN_EXPIRY_DAYS));
  }

  private static String publicUrl(Values values) {
    return values.get(Web.MCP_PUBLIC_URL).uri().toString();
  }

  /** How tokens are signed. */
  public enum Algorithm {
    HS256,
    EDDSA,
    ES256;

    /** The name as JOSE spells it. */
    public String label() {
      return this == EDDSA ? "EdDSA" : name().toUpperCase(Locale.ROOT);
    }
  }
}
