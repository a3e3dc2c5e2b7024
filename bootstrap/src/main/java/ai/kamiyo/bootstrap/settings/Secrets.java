package ai.kamiyo.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The kinds of value that are secret, and what is known of weak ones. */
final class Secrets {
  static final int MIN_SIGNING_BYTES = 32;

  /** Words that stand in examples and templates where a real secret belongs. */
  private static final List<String> PLACEHOLDERS =
      List.of(
          "change",
          "example",
          "placeholder",
          "your-",
          "your_",
          "secret-key",
          "insert",
          "jwt_secret",
          "password");

  private static final int MIN_DISTINCT = 8;

  private Secrets() {}

  static Kind<Secret> any() {
    return Kinds.secret("the key or token as it was issued", "0a1b2c…", text -> true);
  }

  static Kind<Secret> signing() {
    return Kinds.secret(
        "at least " + MIN_SIGNING_BYTES + " bytes that nobody can guess",
        "the output of `openssl rand -base64 48`",
        text -> text.getBytes(StandardCharsets.UTF_8).length >= MIN_SIGNING_BYTES);
  }

  static Kind<Secret> beginning(String... prefixes) {
    List<String> accepted = List.of(prefixes);
    return Kinds.secret(
        "a key that begins with " + String.join(" or ", accepted),
        accepted.getFirst() + "…",
        text -> accepted.stream().anyMatch(text::startsWith));
  }

  static Kind<Secret> url() {
    return Kinds.secret("an http or https URL", "https://key@host/1", Secrets::isUrl);
  }

  /** Whether it looks like a value copied from a template instead of a random one. */
  static boolean wellKnown(Secret secret) {
    String value = secret.reveal().toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.stream().anyMatch(value::contains)
        || value.chars().distinct().count() < MIN_DISTINCT;
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
