package ai.kamiyo.adapters.billing.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request says: in its address, in a form, or in a JSON object.
 *
 * @param json whether a program sent it
 */
record Parameters(HttpServletRequest request, JsonObject object, boolean json) {
  private static final int MAX_LENGTH = 300;

  static Parameters of(HttpServletRequest request) throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return new Parameters(request, new JsonObject(), wantsJson(request));
    }
    return new Parameters(
        request,
        BillingServlet.body(request).flatMap(Parameters::parsed).orElseGet(JsonObject::new),
        true);
  }

  /** A text of reasonable length. */
  Optional<String> get(String name) {
    return (object.get(name) instanceof JsonPrimitive value && value.isString()
            ? Optional.of(value.getAsString())
            : Optional.ofNullable(request.getParameter(name)))
        .filter(text -> !text.isBlank() && text.length() <= MAX_LENGTH);
  }

  static boolean wantsJson(HttpServletRequest request) {
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    return accepted.contains("application/json") && !accepted.contains("text/html");
  }

  private static Optional<JsonObject> parsed(String body) {
    try {
      JsonElement element = JsonParser.parseString(body);
      return element instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (JsonParseException | StackOverflowError broken) {
      return Optional.empty();
    }
  }
}
