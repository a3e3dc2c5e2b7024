package ai.kamiyo.adapters.kamiyo.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query of a request, validated as FastAPI does: all that is wrong is told at once. */
final class Parameters {
  private final Map<String, String> given;
  private final List<Map<String, Object>> problems = new ArrayList<>();

  Parameters(Map<String, String> given) {
    this.given = given;
  }

  long number(String name, long least, long most, long otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number < least) {
        refuse(name, text, "greater_than_equal", "greater than or equal to " + least);
      } else if (number > most) {
        refuse(name, text, "less_than_equal", "less than or equal to " + most);
      }
      return number;
    } catch (NumberFormatException e) {
      refuse(name, text, "int_parsing", "a valid integer");
      return otherwise;
    }
  }

  /** An amount from 0; 0 where there is none. */
  double amount(String name) {
    String text = given.get(name);
    if (text == null) {
      return 0;
    }
    try {
      double amount = Double.parseDouble(text.strip());
      if (!(amount >= 0)) {
        refuse(name, text, "greater_than_equal", "greater than or equal to 0");
      }
      return amount;
    } catch (NumberFormatException e) {
      refuse(name, text, "float_parsing", "a valid number");
      return 0;
    }
  }

  String text(String name, int most) {
    String text = given.getOrDefault(name, "");
    if (text.length() > most) {
      refuse(name, text, "string_too_long", "at most " + most + " characters");
    }
    return text;
  }

  /** The answer to a query with something wrong in it. */
  Optional<Reply> refusal() {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(Reply.json(422, Map.of("detail", problems)));
  }

  private void refuse(String name, String input, String type, String should) {
    problems.add(
        Map.of(
            "type",
            type,
            "loc",
            List.of("query", name),
            "msg",
            "Input should be " + should,
            "input",
            input));
  }
}
