package ai.kamiyo.bootstrap.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code serve} lets in.
 *
 * @param allowedOrigins lower-case origins; a port {@code *} stands for any, {@code *} alone for
 *     every origin
 * @param allowedHosts lower-case host names; one without a port allows every port
 * @param anonymousPerMinute requests per address; 0 is no limit
 */
public record Web(
    Url publicUrl,
    List<String> allowedOrigins,
    List<String> allowedHosts,
    List<AddressRange> trustedProxies,
    boolean legacyStateless,
    int anonymousPerMinute) {
  static final Setting<Url> MCP_PUBLIC_URL =
      Setting.of(
              "MCP_PUBLIC_URL",
              Urls.http("https://mcp.kamiyo.ai"),
              "Where clients reach this server; https in production.")
          .byDefault("http://localhost:8002");
  static final Setting<List<String>> MCP_ALLOWED_ORIGINS =
      Setting.of(
              "MCP_ALLOWED_ORIGINS",
              Addresses.origins(),
              "Comma list of the browser origins that may call; `*`, refused in production, is"
                  + " every origin.")
          .byDefault(
              "localhost (any port) and the origin of MCP_PUBLIC_URL", Web::originsByDefault);
  static final Setting<List<String>> MCP_ALLOWED_HOSTS =
      Setting.of(
              "MCP_ALLOWED_HOSTS",
              Addresses.hosts(),
              "Comma list of the names that this server answers to.")
          .byDefault("localhost and the host of MCP_PUBLIC_URL", Web::hostsByDefault);
  static final Setting<List<AddressRange>> MCP_TRUSTED_PROXIES =
      Setting.of(
          "MCP_TRUSTED_PROXIES",
          Addresses.ranges(),
          "Comma list of the proxies (addresses or ranges) whose forwarding headers count.");
  static final Setting<Boolean> MCP_LEGACY_STATELESS =
      Setting.of(
              "MCP_LEGACY_STATELESS",
              Kinds.flag(),
              "`true` serves the legacy protocol era over HTTP without sessions.")
          .byDefault("false");
  static final Setting<Integer> MCP_ANONYMOUS_RPM =
      Setting.of(
              "MCP_ANONYMOUS_RPM",
              Kinds.wholeNumber(0, 1_000_000_000),
              "Anonymous or failing requests per address and minute, each customer's failing ones"
                  + " counted apart; 0 is no limit.")
          .byDefault("60");

  static final List<Setting<?>> ALL =
      List.of(
          MCP_PUBLIC_URL,
          MCP_ALLOWED_ORIGINS,
          MCP_ALLOWED_HOSTS,
          MCP_TRUSTED_PROXIES,
          MCP_LEGACY_STATELESS,
          MCP_ANONYMOUS_RPM);

  static Web of(Values values) {
    return new Web(
        values.get(MCP_PUBLIC_URL),
        values.get(MCP_ALLOWED_ORIGINS),
        values.get(MCP_ALLOWED_HOSTS),
        values.find(MCP_TRUSTED_PROXIES).orElse(List.of()),
        values.get(MCP_LEGACY_STATELESS),
        values.get(MCP_ANONYMOUS_RPM));
  }

  private static List<String> originsByDefault(Values values) {
    List<String> origins = new ArrayList<>();
    for (String host : Addresses.LOCAL_HOSTS) {
      origins.add("http://" + host + ":*");
      origins.add("https://" + host + ":*");
    }
    Url publicUrl = values.get(MCP_PUBLIC_URL);
    if (!publicUrl.loopback()) {
      origins.add(publicUrl.origin());
    }
    return List.copyOf(origins);
  }

  private static List<String> hostsByDefault(Values values) {
    List<String> hosts = new ArrayList<>(Addresses.LOCAL_HOSTS);
    Url publicUrl = values.get(MCP_PUBLIC_URL);
    if (!publicUrl.loopback()) {
      hosts.add(publicUrl.host());
    }
    return List.copyOf(hosts);
  }
}
