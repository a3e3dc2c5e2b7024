package ai.kamiyo.adapters.mcp.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps out pages of foreign origins and names that are not ours; answers browsers' preflights.
 * Made for our own pages, it also lets in the forms that they send.
 */
final class Guard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String SENT =
      "Authorization, Content-Type, Accept, Mcp-Session-Id, Mcp-Method, Mcp-Name,"
          + " MCP-Protocol-Version, Last-Event-ID";
  private static final String SHOWN = "Mcp-Session-Id, WWW-Authenticate";

  private final transient HttpRules rules;
  private final boolean pages;

  private Guard(HttpRules rules, boolean pages) {
    this.rules = rules;
    this.pages = pages;
  }

  /** For what programs call. */
  static Guard ofPrograms(HttpRules rules) {
    return new Guard(rules, false);
  }

  /** For pages that people look at, which tell nobody where the reader has been. */
  static Guard ofPages(HttpRules rules) {
    return new Guard(rules, true);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      response.addHeader("Vary", "Origin"); // even without one, or a cache would answer pages too
      checkHost(request);
      Optional<String> origin = origin(request);
      origin.ifPresent(known -> allow(known, response));
      if (request.getMethod().equals("OPTIONS")) {
        preflight(request, response, origin.isPresent());
      } else {
        chain.doFilter(request, response);
      }
    } catch (HttpRefusal refusal) {
      refusal.write(response);
    }
  }

  private void checkHost(HttpServletRequest request) {
    String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
    if (!rules.allowsHost(host.toLowerCase(Locale.ROOT))) {
      throw forbidden("This server does not answer to that Host: see MCP_ALLOWED_HOSTS");
    }
  }

  private Optional<String> origin(HttpServletRequest request) {
    Optional<String> origin = Headers.only(request, "Origin");
    if (pages && origin.filter("null"::equals).isPresent() && ownForm(request)) {
      return Optional.empty();
    }
    if (origin.isPresent() && !rules.allowsOrigin(origin.get().toLowerCase(Locale.ROOT))) {
      throw forbidden("Pages of that Origin may not call: see MCP_ALLOWED_ORIGINS");
    }
    return origin;
  }

  /**
   * A page with the referrer policy {@code no-referrer} sends its forms with the origin {@code
   * null}. Whose form it is only the browser can say then, in a header that no page can set.
   */
  private static boolean ownForm(HttpServletRequest request) {
    return Headers.only(request, "Sec-Fetch-Site").filter("same-origin"::equals).isPresent();
  }

  private static HttpRefusal forbidden(String message) {
    return HttpRefusal.of(403, HttpRefusal.SERVER_ERROR, message);
  }

  private static void allow(String origin, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", SHOWN);
  }

  private static void preflight(
      HttpServletRequest request, HttpServletResponse response, boolean fromPage) {
    response.setStatus(204);
    response.setHeader("Allow", "GET, POST, DELETE, OPTIONS");
    if (fromPage) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
      response.setHeader("Access-Control-Allow-Headers", headers(request));
      response.setHeader("Access-Control-Max-Age", "600");
    }
  }

  /** Those that are always allowed, and each {@code Mcp-…} header that the page means to send. */
  private static String headers(HttpServletRequest request) {
    StringBuilder allowed = new StringBuilder(SENT);
    String asked =
        Optional.ofNullable(request.getHeader("Access-Control-Request-Headers")).orElse("");
    for (String name : asked.split(",", 50)) {
      String header = name.strip().toLowerCase(Locale.ROOT);
      if (header.matches("mcp-[a-z0-9-]{1,60}")
          && !SENT.toLowerCase(Locale.ROOT).contains(header)) {
        allowed.append(", ").append(header);
      }
    }
    return allowed.toString();
  }
}
