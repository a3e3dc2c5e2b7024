package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one address may ask for without a token, or in vain, in a minute. */
class AddressLimitTest {
  private static final int LIMIT = 20;

  @TempDir Path folder;
  private Installation installation;
  private Served served;

  @BeforeEach
  void start() {
    installation = new Installation(folder);
    served = Served.start(installation.with("MCP_ANONYMOUS_RPM", Integer.toString(LIMIT)));
  }

  @AfterEach
  void end() {
    installation.close();
  }

  /** Asks until it is too often; at the turn of a minute that is twice as late. */
  private static Answer tooOften(Supplier<Answer> question, int before) {
    for (int asked = before; asked < 2 * LIMIT + 1; asked++) {
      Answer answer = question.get();
      if (answer.status() == 429) {
        assertThat(asked).as("requests before it").isGreaterThanOrEqualTo(LIMIT);
        return answer.leaksNothing();
      }
    }
    throw new AssertionError("so many requests are never too many");
  }

  private static void saysWhenToComeBack(Answer answer) {
    assertThat(answer.header("Retry-After").map(Integer::parseInt))
        .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 60));
  }

  @Test
  void anonymousRequestsAreCountedAndTheHealthIsNot() {
    Session paid = served.session();
    served.awaitReady();
    for (int i = 0; i < 3 * LIMIT; i++) {
      Web.get(served.uri("/health/live")).is(200);
      Web.get(served.uri("/health/ready")).is(200);
    }
    saysWhenToComeBack(tooOften(() -> Web.post(served.uri("/mcp"), Session.initialize()), 0));
    Web.get(served.uri("/health/live")).is(200);
    Web.get(served.uri("/health/ready")).is(200);
    for (int i = 0; i < 3 * LIMIT; i++) {
      paid.ping().is(200);
    }
    assertThat(paid.call("health_check", Map.of()).has("status")).isTrue();
    assertThat(served.session().search("Euler").path("total_matching").asInt()).isPositive();
  }

  @Test
  void requestsWithBadTokensAreCounted() {
    Session paid = served.session();
    saysWhenToComeBack(
        tooOften(
            () ->
                Web.post(
                    served.uri("/mcp"),
                    Session.initialize(),
                    "Authorization",
                    "Bearer guessed-" + System.nanoTime()),
            0));
    paid.ping().is(200);
    saysWhenToComeBack(Web.get(served.uri("/sse")).is(429));
  }

  @Test
  void whoClaimsToComeFromElsewhereIsNotBelieved() {
    int[] claims = {0};
    saysWhenToComeBack(
        tooOften(
            () ->
                Web.post(
                    served.uri("/mcp"),
                    Session.initialize(),
                    "X-Forwarded-For",
                    "10.0.0." + ++claims[0],
                    "Forwarded",
                    "for=10.1.0." + claims[0]),
            0));
  }
}
