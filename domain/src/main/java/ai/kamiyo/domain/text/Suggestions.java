package ai.kamiyo.domain.text;

import java.util.List;

/**
 * What somebody who is typing may mean, best first.
 *
 * @param total how many there are in all, of which the values may be only the first
 */
public record Suggestions(List<String> values, int total) {
  public static final Suggestions NONE = new Suggestions(List.of(), 0);

  public Suggestions {
    values = List.copyOf(values);
  }
}
