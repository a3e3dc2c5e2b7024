package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
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
}
