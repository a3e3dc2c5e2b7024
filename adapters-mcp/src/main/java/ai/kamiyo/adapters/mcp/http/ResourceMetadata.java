package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** What RFC 9728 has a client ask when it was refused for want of a token. */
final class ResourceMetadata extends McpServlet {
  static final String PATH = "/.well-known/oauth-protected-resource";
  private static final long serialVersionUID = 1L;

  private final String document;

  ResourceMetadata(HttpRules rules, String name) {
    ObjectNode out = Json.object().put("resource", rules.publicUrl() + "/mcp");
    out.put("resource_name", name);
    out.putArray("bearer_methods_supported").add("header");
    out.put("resource_documentation", rules.publicUrl() + "/");
    document = Json.write(out);
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      throw HttpRefusal.notAllowed("GET");
    }
    HttpRefusal.json(response, document);
  }
}
