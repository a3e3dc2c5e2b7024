package ai.kamiyo.bootstrap.several;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.http.HttpServer;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One server of several, in this process; those with the same home share its database. */
final class Instance implements AutoCloseable {
  private final Application application;
  private final HttpServer server;

  private Instance(Settings settings) {
    application = new Application(settings);
    application.start();
    server =
        new HttpServer(
            settings,
            application.mcp(),
            application.health(),
            application.accounts(),
            new HttpServer.Place("127.0.0.1", 0, "127.0.0.1", 0));
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one. */
  static Instance start(Path home, Optional<URI> redis) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAMIYO_HOME", home.toString());
    environment.put("MCP_ANONYMOUS_RPM", "0");
    redis.ifPresent(address -> environment.put("REDIS_URL", address.toString()));
    Surroundings here = new Surroundings(environment, home, home, "0.1.0");
    if (Settings.load(Sources.ofOperator(here)) instanceof Loading.Ready ready) {
      return new Instance(ready.settings());
    }
    throw new AssertionError("the settings are refused");
  }

  Application application() {
    return application;
  }

  Issued issue(String customer) {
    return application
        .identity()
        .issueToken()
        .issue(new CustomerId(customer), Tier.TEAM, Optional.of(Duration.ofDays(1)));
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.close();
    application.close();
  }
}
