package ai.kamiyo.bootstrap.http;

import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.Outlook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a server needs before it opens its port, beyond what its settings must be. */
public final class StartRules {
  private StartRules() {}

  /** Reasons that need no trying: who could get at this server, and with what. */
  public static List<String> reasonsNotTo(Settings settings, String host) {
    List<String> reasons = new ArrayList<>();
    boolean secret = settings.tokens().secret().isPresent();
    if (!settings.production() && !secret && !loopback(host)) {
      reasons.add(
          "MCP_JWT_SECRET: is required to serve on "
              + host
              + ", which others can reach; give at least 32 random bytes, or leave --host out");
    }
    return List.copyOf(reasons);
  }

  /**
   * Reasons found by trying; in development nothing is one.
   *
   * @param api what may be expected of the KAMIYO API; in development it is not asked
   */
  public static List<String> reasonsNotTo(
      Settings settings, Connection database, Supplier<Outlook> api) {
    List<String> reasons = new ArrayList<>();
    if (!settings.production()) {
      return reasons;
    }
    if (database != Connection.CONNECTED) {
      reasons.add("DATABASE_URL: the database does not answer");
    }
    switch (api.get()) {
      case COPY, ANSWERS -> {}
      case SILENT ->
          reasons.add(
              "KAMIYO_API_URL: does not answer, and there is no copy of its data in KAMIYO_HOME to"
                  + " start from");
      case FORBIDDEN ->
          reasons.add(
              "KAMIYO_OFFLINE: forbids to read the KAMIYO API, and there is no copy of its data in"
                  + " KAMIYO_HOME to start from; let a start without it read them once");
    }
    return List.copyOf(reasons);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
