package ai.kamiyo.bootstrap.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes whole answers. */
final class Answers {
  private Answers() {}

  static void write(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(bytes);
  }

  /** An error in the form that clients of MCP read. */
  static void refuse(HttpServletResponse response, int status, int code, String message)
      throws IOException {
    write(response, status, "application/json", error(code, message));
  }

  /** Refuses for now, and says in whole seconds how long. */
  static void tooMany(HttpServletResponse response, String what, Duration wait) throws IOException {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    response.setHeader("Retry-After", Long.toString(seconds));
    refuse(response, 429, -32000, what + ": wait " + seconds + " s");
  }

  static String error(int code, String message) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0");
    body.putNull("id");
    body.putObject("error").put("code", code).put("message", message);
    return body.toString();
  }
}
