package ai.kamiyo.adapters.billing.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says: in a JSON object, in its address, or in a form, the first that names a thing
 * being believed. Read here and not by the server, whose ways to fail are its own.
 *
 * @param json whether a program sent it
 */
record Parameters(Map<String, String> texts, boolean json) {
  private static final int MAX_LENGTH = 300;

  /** Reads the request; throws {@link Unreadable} if that cannot be done. */
  static Parameters of(HttpServletRequest request) throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
    boolean program = type.startsWith("application/json");
    Map<String, String> texts = new HashMap<>();
    if (program) {
      addJson(texts, BillingServlet.body(request));
    }
    addForm(texts, Optional.ofNullable(request.getQueryString()).orElse(""));
    if (type.startsWith("application/x-www-form-urlencoded")) {
      addForm(texts, BillingServlet.body(request));
    }
    return new Parameters(texts, program || wantsJson(request));
  }

  /** A text of reasonable length. */
  Optional<String> get(String name) {
    return Optional.ofNullable(texts.get(name))
        .filter(text -> !text.isBlank() && text.length() <= MAX_LENGTH);
  }

  private static boolean wantsJson(HttpServletRequest request) {
    String accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    return accepted.contains("application/json") && !accepted.contains("text/html");
  }

  private static void addForm(Map<String, String> texts, String form) {
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        texts.putIfAbsent(
            decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Unreadable.malformed("A % in an address or a form is followed by two hex digits.");
    }
  }

  private static void addJson(Map<String, String> texts, String body) {
    if (body.isBlank()) {
      return;
    }
    parsed(body)
        .entrySet()
        .forEach(entry -> {
          if (entry.getValue() instanceof JsonPrimitive value && value.isString()) {
            texts.putIfAbsent(entry.getKey(), value.getAsString());
          }
        });
  }

  private static JsonObject parsed(String body) {
    try {
      JsonElement element = JsonParser.parseString(body);
      if (element instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException | StackOverflowError broken) {
      // said below
    }
    throw Unreadable.malformed("The body must be one JSON object.");
  }
}
