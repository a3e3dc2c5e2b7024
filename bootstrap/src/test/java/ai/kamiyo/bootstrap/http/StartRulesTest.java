package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.upstream.BadLine;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.application.health.CheckHealth.Overall;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Sources;
import ai.kamiyo.bootstrap.settings.Surroundings;
import ai.kamiyo.domain.health.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start in production makes of the KAMIYO API, which a stand-in plays. */
class StartRulesTest {
  @TempDir Path folder;
  private final KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 51)).withoutPaywall();
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void end() {
    api.close();
  }

  @Test
  void withoutAReplicaAnApiThatIsDownIsAReason() {
    api.down();
    assertThat(reasons(Connection.CONNECTED))
        .singleElement()
        .asString()
        .startsWith("KAMIYO_API_URL: does not answer");
  }

  @Test
  void norDoesOneAnswerThatHangs() {
    environment.put("KAMIYO_API_TIMEOUT", "1");
    api.fail("/exploits", BadLine.never());
    api.fail("/health", BadLine.never());
    assertThat(reasons(Connection.CONNECTED)).hasSize(1);
  }

  @Test
  void oneThatFailsToEverybodyAnswers() {
    api.fail("/exploits", Faults.internalError());
    api.fail("/health", Faults.internalError());
    assertThat(reasons(Connection.CONNECTED)).isEmpty();
  }

  @Test
  void aReplicaOnDiskIsEnoughToStartDegraded() {
    replicate();
    api.down();
    try (KamiyoAdapter kamiyo = kamiyo()) {
      kamiyo.start();
      Health health = health(kamiyo, Connection.CONNECTED);
      assertThat(health.overall()).isEqualTo(Overall.DEGRADED);
      assertThat(health.data().exploits()).isEqualTo(30);
      assertThat(StartRules.reasonsNotTo(settings(), health.database(), kamiyo::outlook)).isEmpty();
    }
  }

  @Test
  void offlineAReplicaIsNeededAndNobodyIsAsked() {
    environment.put("KAMIYO_OFFLINE", "true");
    assertThat(reasons(Connection.CONNECTED))
        .singleElement()
        .asString()
        .startsWith("KAMIYO_OFFLINE: forbids");
    assertThat(api.requests()).isEmpty();
    environment.remove("KAMIYO_OFFLINE");
    replicate();
    environment.put("KAMIYO_OFFLINE", "true");
    assertThat(reasons(Connection.CONNECTED)).isEmpty();
  }

  @Test
  void allReasonsAreToldAtOnceAndInDevelopmentThereIsNone() {
    api.down();
    assertThat(reasons(Connection.DISCONNECTED)).hasSize(2).first().asString().contains("DATABASE");
    environment.put("ENVIRONMENT", "development");
    assertThat(reasons(Connection.DISCONNECTED)).isEmpty();
  }

  private void replicate() {
    try (KamiyoAdapter kamiyo = kamiyo()) {
      kamiyo.start();
      assertThat(kamiyo.exploitSearch().status().exploits()).isEqualTo(30);
    }
  }

  private List<String> reasons(Connection database) {
    try (KamiyoAdapter kamiyo = kamiyo()) {
      Health health = health(kamiyo, database);
      return StartRules.reasonsNotTo(settings(), health.database(), kamiyo::outlook);
    }
  }

  private static Health health(KamiyoAdapter kamiyo, Connection database) {
    CheckHealth.Probes probes =
        new CheckHealth.Probes(kamiyo.apiProbe(), () -> database, () -> Connection.NOT_CONFIGURED);
    return new CheckHealth(probes, kamiyo.exploitSearch(), Clock.systemUTC()).check();
  }

  private KamiyoAdapter kamiyo() {
    return new KamiyoAdapter(Application.kamiyoSettings(settings()), Clock.systemUTC());
  }

  private Settings settings() {
    environment.putIfAbsent("ENVIRONMENT", "production");
    environment.put("KAMIYO_API_URL", api.url());
    environment.put("KAMIYO_HOME", folder.resolve("home").toString());
    environment.put("MCP_JWT_SECRET", "q8Jw0ZpX3vT6yB1nM4kR7sD2fG5hL9cA");
    environment.put("DATABASE_URL", "postgres://u:p@h/d");
    environment.put("MCP_PUBLIC_URL", "https://m.example");
    Loading loading =
        Settings.load(Sources.ofStdio(new Surroundings(environment, folder, folder, "0.1.0")))
            .forStart();
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Ready) loading).settings();
  }
}
