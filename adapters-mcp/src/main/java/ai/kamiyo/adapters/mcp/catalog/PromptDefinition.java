package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.text.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One prompt as every front shows it: what a person may have a model do with our tools.
 *
 * @param tool the tool it has the model call; without it the prompt is not offered
 * @param text what the model is told, made of the arguments' values
 */
public record PromptDefinition(
    String name,
    String title,
    String description,
    List<Argument> arguments,
    String tool,
    Function<Map<String, String>, String> text) {
  private static final int MAX_VALUE = 200;

  public PromptDefinition {
    arguments = List.copyOf(arguments);
  }

  /** One argument; its example is what a refusal suggests. */
  public record Argument(
      String name, String description, boolean required, String example, Completer completer) {}

  public Optional<Argument> argument(String wanted) {
    return arguments.stream().filter(a -> a.name().equals(wanted)).findFirst();
  }

  /** The text for these values, blank ones counting as absent; throws {@link InvalidArgument}. */
  public String text(Map<String, String> values) {
    Map<String, String> clean = new HashMap<>();
    values.forEach((name, value) -> take(clean, name, value));
    for (Argument argument : arguments) {
      if (argument.required() && !clean.containsKey(argument.name())) {
        throw new InvalidArgument(argument.name(), "is missing", argument.example());
      }
    }
    return text.apply(clean);
  }

  private void take(Map<String, String> clean, String name, String value) {
    Argument argument = argument(name).orElseThrow(() -> unknown(name));
    if (value.strip().length() > MAX_VALUE) {
      throw new InvalidArgument(
          name,
          "must have at most " + MAX_VALUE + " characters, had " + value.strip().length(),
          argument.example());
    }
    String plain = PlainText.of(value, MAX_VALUE);
    if (!plain.isEmpty()) {
      clean.put(name, plain);
    }
  }

  private InvalidArgument unknown(String asked) {
    List<String> known = arguments.stream().map(Argument::name).collect(Collectors.toList());
    return new InvalidArgument(
        Arguments.shown(asked),
        "is not an argument of this prompt"
            + Nearest.hint(asked, known)
            + " – known are "
            + String.join(", ", known),
        "");
  }
}
