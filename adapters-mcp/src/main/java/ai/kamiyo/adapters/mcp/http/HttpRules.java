package ai.kamiyo.adapters.mcp.http;

import java.util.List;

/**
 * Who may come in over HTTP.
 *
 * @param publicUrl where clients reach this server, without a trailing slash
 * @param allowedOrigins lower-case origins; a port {@code *} stands for any, {@code *} alone for
 *     every origin
 * @param allowedHosts lower-case host names; one without a port allows every port
 * @param stateless whether the legacy era is served without sessions
 */
public record HttpRules(
    String publicUrl, List<String> allowedOrigins, List<String> allowedHosts, boolean stateless) {
  private static final String ANY_PORT = ":*";

  public HttpRules {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** What a client without a token is told, as {@code WWW-Authenticate} has it. */
  public String challenge() {
    return "Bearer resource_metadata=\"" + publicUrl + ResourceMetadata.PATH + "\"";
  }

  boolean allowsOrigin(String origin) {
    // What a sandboxed page or a local file sends; it names nobody, so nobody can be allowed by it.
    return !origin.equals("null")
        && allowedOrigins.stream()
            .anyMatch(allowed -> allowed.equals("*") || sameButPort(allowed, origin));
  }

  /** Whether this server answers to a request for that host, given in lower case. */
  public boolean allowsHost(String host) {
    return allowedHosts.stream()
        .anyMatch(allowed -> allowed.equals(host) || allowed.equals(withoutPort(host)));
  }

  private static boolean sameButPort(String allowed, String origin) {
    if (!allowed.endsWith(ANY_PORT)) {
      return allowed.equals(origin);
    }
    String prefix = allowed.substring(0, allowed.length() - ANY_PORT.length());
    return origin.startsWith(prefix) && origin.substring(prefix.length()).matches("(:\\d{1,5})?");
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']') && colon >= 0;
    return port ? host.substring(0, colon) : host;
  }
}
