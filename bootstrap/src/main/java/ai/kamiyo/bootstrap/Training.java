package ai.kamiyo.bootstrap;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceSettings;
import ai.kamiyo.adapters.persistence.PersistenceSettings.Database;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session over every path that a first minute takes, in a home of its own, so that the JVM can
 * record what it loads. Started while the JVM trains its AOT cache.
 */
public final class Training {
  private static final List<String> SESSION =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"server/discover\",\"params\":{}}",
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
              + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"training\","
              + "\"version\":\"1\"}}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}",
          call(4, "search_exploits", "{\"query\":\"axie brigde 2022\"}"),
          call(5, "search_exploits", "{\"query\":\"flash loan\",\"limit\":2,\"chain\":\"bsc\"}"),
          call(6, "search_exploits", "{\"sort\":\"largest_loss\",\"group_by\":\"chain\"}"),
          call(7, "search_exploits", "{\"protocol\":\"curve\",\"since\":\"2020-01-01\"}"),
          call(8, "search_exploits", "{\"limit\":-1}"),
          call(9, "health_check", "{}"),
          call(10, "assess_protocol_risk", "{\"protocol\":\"Curve\",\"tvl_usd\":2000000000}"));

  private Training() {}

  /** Runs the session; throws if any of it goes unanswered. */
  public static void run() throws IOException, InterruptedException {
    Optional.ofNullable(System.getProperty("org.sqlite.lib.path"))
        .map(Path::of)
        .ifPresent(PersistenceAdapter::unpackNativeLibrary);
    Path home = home();
    Surroundings surroundings =
        new Surroundings(Map.of("KAMIYO_HOME", home.toString()), home, home, "training");
    if (Settings.load(Sources.ofStdio(surroundings)) instanceof Loading.Ready ready) {
      ByteArrayOutputStream answers = new ByteArrayOutputStream();
      byte[] session = String.join("\n", SESSION).getBytes(StandardCharsets.UTF_8);
      // The database is opened after the first answers. In the cache its many classes would be
      // in every server's memory from the start.
      Application application =
          new Application(
              ready.settings(), PersistenceSettings.in(home).with(new Database.Nowhere()));
      StdioMain.serve(application, new ByteArrayInputStream(session), answers);
      long lines = answers.toString(StandardCharsets.UTF_8).lines().count();
      if (lines != SESSION.size() - 1) {
        throw new IOException("the training session was answered with " + lines + " lines");
      }
    }
  }

  /** A home that outlives the run: the second run finds what the first one prepared. */
  private static Path home() throws IOException {
    String named = System.getProperty("kamiyo.rehearsal");
    return named == null
        ? Files.createTempDirectory("kamiyo-training")
        : Files.createDirectories(Path.of(named));
  }

  private static String call(int id, String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
        .formatted(id, tool, arguments);
  }
}
