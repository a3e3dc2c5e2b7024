package ai.kamiyo.bootstrap.settings;

import java.net.URI;

/**
 * Where something is found on the network. It prints without what may be a credential: the user
 * part, the query, and for a URL whose path may be a key (as RPC providers have it) the path.
 */
public final class Url {
  private final URI uri;
  private final boolean pathShown;

  Url(URI uri, boolean pathShown) {
    this.uri = uri;
    this.pathShown = pathShown;
  }

  /** The whole URL, credentials included; no trailing slash. */
  public URI uri() {
    return uri;
  }

  public boolean https() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether it names this machine. */
  public boolean loopback() {
    return Addresses.loopback(uri.getHost());
  }

  /** Scheme, host and port, as a browser's {@code Origin} header has them. */
  public String origin() {
    return uri.getScheme() + "://" + authority();
  }

  /** The host, an IPv6 address in brackets. */
  public String host() {
    return uri.getHost();
  }

  private String authority() {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Url url && uri.equals(url.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    String path = uri.getRawPath();
    String user = uri.getRawUserInfo() == null ? "" : Secret.HIDDEN + "@";
    return uri.getScheme()
        + "://"
        + user
        + authority()
        + (pathShown || path.isEmpty() ? path : "/" + Secret.HIDDEN)
        + (uri.getRawQuery() == null ? "" : "?" + Secret.HIDDEN);
  }
}
