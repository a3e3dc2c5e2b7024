package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.text.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of a protocol, made comparable.
 *
 * @param text as it is written, outer spaces removed
 * @param key its letters and digits in lower case
 * @param familyText the name without the version at its end
 * @param family the key of that
 */
record ProtocolName(String text, String key, String familyText, String family) {
  private static final Pattern VERSION =
      Pattern.compile("^(.*\\S)[\\s_-]+[vV]\\d{1,2}(?:\\.\\d{1,2})*$");

  static ProtocolName of(String name) {
    String text = name.strip();
    Matcher version = VERSION.matcher(text);
    String bare = version.matches() ? version.group(1) : text;
    String key = Names.key(text);
    return new ProtocolName(text, key, bare, bare.equals(text) ? key : Names.key(bare));
  }

  boolean isVersion() {
    return !family.equals(key);
  }
}
