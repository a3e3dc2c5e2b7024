package ai.kamiyo.domain.access;

import java.util.regex.Pattern;

/** Names one token; its claim {@code jti}. */
public record TokenId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public TokenId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a token's id has 1 to 64 letters, digits, _ or -");
    }
  }

  /** Whether a text could be the name of a token. */
  public static boolean accepts(String text) {
    return SHAPE.matcher(text).matches();
  }
}
