package ai.kamiyo.bootstrap.http;

import ai.kamiyo.adapters.mcp.http.HttpRules;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Keeps out pages whose name was made to mean this machine: they come with that name as the Host.
 * An address cannot be made to mean another machine, so each is let in.
 */
final class NamedHosts extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient HttpRules rules;

  NamedHosts(HttpRules rules) {
    this.rules = rules;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String host = request.getHeader("Host");
    if (host != null && allows(host.toLowerCase(Locale.ROOT))) {
      chain.doFilter(request, response);
    } else {
      Answers.refuse(
          response, 403, -32000, "This server does not answer to that Host: see MCP_ALLOWED_HOSTS");
    }
  }

  private boolean allows(String host) {
    String name = host.replaceFirst(":\\d*$", "");
    return name.equals("localhost") || isAddress(name) || rules.allowsHost(host);
  }

  private static boolean isAddress(String name) {
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    try {
      var _ = InetAddress.ofLiteral(bracketed ? name.substring(1, name.length() - 1) : name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
