package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads headers that may come once: of two values nobody knows which one another reader takes. */
final class Headers {
  private Headers() {}

  static Optional<String> only(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.size() > 1) {
      throw HttpRefusal.of(
          400, Code.INVALID_REQUEST.number(), "The header " + name + " may come only once");
    }
    return values.stream().findFirst();
  }

  /** Refuses a client that does not want all of these media types. */
  static void checkAccept(HttpServletRequest request, String... types) {
    String accept =
        Optional.ofNullable(request.getHeader("Accept")).orElse("*/*").toLowerCase(Locale.ROOT);
    for (String type : types) {
      String any = type.substring(0, type.indexOf('/') + 1) + "*";
      if (!accept.contains(type) && !accept.contains(any) && !accept.contains("*/*")) {
        throw HttpRefusal.of(
            406, Code.INVALID_REQUEST.number(), "Accept must allow " + String.join(" and ", types));
      }
    }
  }
}
