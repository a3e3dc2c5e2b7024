package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code serve} starts, when not, and what it says then. */
class ServeStartTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Served.unlimited(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  private static Outcome serve(Installation installation, String... more) {
    String[] words = new String[more.length + 5];
    words[0] = "serve";
    words[1] = "--port";
    words[2] = Integer.toString(Served.freePort());
    words[3] = "--admin-port";
    words[4] = Integer.toString(Served.freePort());
    System.arraycopy(more, 0, words, 5, more.length);
    return installation.run(words);
  }

  private static void isRefused(Outcome outcome, String... why) {
    assertThat(outcome.exit()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.all()).contains(why).doesNotContain("\tat ", "Exception");
  }

  @Test
  void productionIsRefusedWithAllReasonsAtOnce() {
    isRefused(
        serve(
            installation
                .with("ENVIRONMENT", "production")
                .with("STRIPE_SECRET_KEY", "sk_test_51AbCdEfGhIjKl")
                .with("MCP_ALLOWED_ORIGINS", "*")
                .with("KAMIYO_REFRESH_SECONDS", "soon")),
        "MCP_JWT_SECRET",
        "DATABASE_URL",
        "KAMIYO_API_URL",
        "MCP_PUBLIC_URL",
        "MCP_ALLOWED_ORIGINS",
        "STRIPE_SECRET_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "STRIPE_PRICE_MCP_TEAM",
        "KAMIYO_REFRESH_SECONDS");
  }

  @Test
  void aSecretIsNotToldWhenItIsRefused() {
    Outcome outcome =
        serve(
            installation
                .with("ENVIRONMENT", "production")
                .with("MCP_JWT_SECRET", "too-short-but-secret")
                .with("STRIPE_SECRET_KEY", "sk_test_51AbCdEfGhIjKl"));
    isRefused(outcome, "MCP_JWT_SECRET", "STRIPE_SECRET_KEY");
    assertThat(outcome.all()).doesNotContain("too-short-but-secret", "sk_test_51AbCdEfGhIjKl");
  }

  @Test
  void otherMachinesAreNotServedWithoutASecret() {
    isRefused(serve(installation, "--host", "0.0.0.0"), "MCP_JWT_SECRET");
    Served served =
        Served.start(
            installation.with("MCP_JWT_SECRET", "a-secret-that-nobody-else-knows-0123456789"),
            "--host",
            "0.0.0.0");
    served.session().ping().is(200);
  }

  @Test
  void aPortInUseIsToldInASentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String free = Integer.toString(Served.freePort());
      Outcome outcome = installation.run("serve", "--port", port, "--admin-port", free);
      isRefused(outcome, port);
      isRefused(installation.run("serve", "--port", free, "--admin-port", port), port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=abc", "--port=70000", "--port=-1", "--host=", "--frobnicate"})
  void wrongUsageExitsWith2(String word) {
    Outcome outcome = installation.run("serve", word);
    assertThat(outcome.exit()).as(outcome.all()).isEqualTo(2);
    assertThat(outcome.all()).doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "sse"})
  void theArchitectureDocumentsSpellingServesTheSame(String transport) {
    try (Served served = Served.spelled(installation, "--transport", transport)) {
      served.session().ping().is(200);
      try (SseStream stream = SseStream.open(served)) {
        assertThat(stream.endpoint()).startsWith("/message");
      }
    }
  }

  @Test
  void aReplicaOnDiskIsServedWhileTheApiIsDown() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 21))) {
      Installation live =
          installation
              .with("KAMIYO_API_URL", api.url())
              .with("KAMIYO_API_KEY", "key-0f-the-stand-in")
              .with("KAMIYO_FEEDS", "kamiyo")
              .with("KAMIYO_REFRESH_SECONDS", "1");
      try (Served served = Served.start(live)) {
        served.awaitTotal(30);
        assertThat(served.session().call("health_check", Map.of()).path("status").asString())
            .isEqualTo("healthy");
        served.terminate();
        served.awaitExit();
      }
      api.down();
      try (Served served = Served.start(live)) {
        served.awaitTotal(30);
        served.awaitHealth("degraded");
        Web.get(served.uri("/health/ready")).is(200);
        api.up();
        served.awaitHealth("healthy");
      }
    }
  }

  @Test
  void withoutAnyDataItIsAliveAndNotReady() {
    try (KamiyoStandIn api = KamiyoStandIn.of(Rows.made(30, 22))) {
      api.down();
      Installation live =
          installation
              .with("KAMIYO_API_URL", api.url())
              .with("KAMIYO_FEEDS", "kamiyo")
              .with("KAMIYO_API_KEY", "key-0f-the-stand-in")
              .with("KAMIYO_REFRESH_SECONDS", "1");
      try (Served served = Served.start(live)) {
        Web.get(served.uri("/health/live")).is(200);
        Web.get(served.uri("/health/ready")).is(503);
        Session session = served.session();
        String refusal =
            session
                .tryCall("search_exploits", Map.of("query", "Euler"))
                .is(200)
                .json()
                .path("result")
                .toString();
        assertThat(refusal).contains("upstream_unavailable");
        api.up();
        served.awaitTotal(30);
        served.awaitHealth("healthy");
        Web.get(served.uri("/health/ready")).is(200);
      }
    }
  }
}
