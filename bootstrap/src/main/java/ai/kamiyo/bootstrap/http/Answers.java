package ai.kamiyo.bootstrap.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  static String error(int code, String message) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0");
    body.putNull("id");
    body.putObject("error").put("code", code).put("message", message);
    return body.toString();
  }
}
