package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.Caller;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A family of resources whose addresses differ in one place.
 *
 * @param before the address up to that place
 * @param variable what stands in that place
 * @param after the rest of the address
 */
public record ResourceTemplate(
    String before, String variable, String after, Label label, Completer completer, Reader reader) {
  private static final Pattern FORM = Pattern.compile("([^{}]+)\\{(\\w+)}([^{}]*)");

  /** A family by its URI template, which has one variable. */
  public static ResourceTemplate of(
      String uriTemplate, Label label, Completer completer, Reader reader) {
    Matcher form = FORM.matcher(uriTemplate);
    if (!form.matches()) {
      throw new IllegalArgumentException(uriTemplate);
    }
    return new ResourceTemplate(
        form.group(1), form.group(2), form.group(3), label, completer, reader);
  }

  /** Reads the member of this value. May block; interruptible. */
  @FunctionalInterface
  public interface Reader {
    ResourceReading read(String value, Caller caller);
  }

  public String uriTemplate() {
    return before + "{" + variable + "}" + after;
  }

  /** What stands in the variable's place, if this is the address of a member. */
  Optional<String> match(String uri) {
    int length = uri.length() - before.length() - after.length();
    if (length < 1 || !uri.startsWith(before) || !uri.endsWith(after)) {
      return Optional.empty();
    }
    String value = uri.substring(before.length(), before.length() + length);
    return value.contains("/") ? Optional.empty() : Optional.of(value);
  }
}
