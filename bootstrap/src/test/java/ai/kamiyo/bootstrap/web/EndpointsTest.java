package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people, probes and operators find on the two ports. */
class EndpointsTest {
  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation);
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @Test
  void probesAreAnsweredWithoutDetails() {
    served.session().search("Euler");
    for (String path : new String[] {"/health/live", "/health/ready"}) {
      Answer answer = Web.get(served.uri(path)).is(200);
      assertThat(answer.body().length()).isLessThan(200);
      assertThat(answer.body())
          .doesNotContain("bundled", "database", "redis", "incidents", "version", "uptime");
    }
  }

  @Test
  void detailsAreForOperatorsOnly() {
    served.session().search("Euler");
    Answer metrics = Web.get(served.admin("/metrics")).is(200);
    assertThat(metrics.header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body().lines().filter(line -> line.matches("[a-z_]+(\\{.*})? [0-9.eE+-]+")))
        .hasSizeGreaterThan(5);
    JsonNode health = Web.get(served.admin("/health")).is(200).json();
    assertThat(health.path("status").asString()).isEqualTo("healthy");
    assertThat(health.path("exploit_data").path("incidents").asInt()).isPositive();
    Web.get(served.uri("/metrics")).is(404);
    Web.get(served.uri("/health")).is(404);
    Web.get(served.uri("/metrics"), "Authorization", "Bearer " + served.token()).is(404);
  }

  @Test
  void theOperatorsPortServesNobodyElse() {
    for (String path : new String[] {"/", "/sse", "/mcp", "/account", "/no-such-page"}) {
      Web.get(served.admin(path)).is(404, 405);
    }
    Web.post(served.admin("/mcp"), Session.initialize()).is(404, 405);
  }

  @Test
  void thePageIsForPeople() {
    Answer page = Web.get(served.uri("/")).is(200);
    assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).contains("kamiyo", "/mcp").doesNotContain(served.token());
    assertThat(page.headers()).containsKey("x-content-type-options");
  }

  @Test
  void theResourceIsDescribed() {
    JsonNode document = Web.get(served.uri("/.well-known/oauth-protected-resource")).is(200).json();
    assertThat(document.path("resource").asString()).startsWith("http://localhost:");
    assertThat(document.path("bearer_methods_supported").toString()).contains("header");
  }

  @Test
  void whoComesByAnotherMethodHearsWhichIsRight() {
    for (String path :
        List.of("/", "/health/live", "/health/ready", "/account", "/.well-known/jwks.json")) {
      assertThat(Web.delete(served.uri(path)).is(405).list("Allow")).contains("get");
      assertThat(Web.post(served.uri(path), "{}").is(405).list("Allow")).contains("get");
    }
    assertThat(Web.get(served.uri("/billing/token")).is(405).list("Allow")).containsExactly("post");
    assertThat(Web.delete(served.uri("/message")).is(405).list("Allow")).containsExactly("post");
  }

  /** Or a cache would answer a page with what it heard without one. */
  @Test
  void whatDiffersByOriginSaysSo() {
    for (String path : List.of("/.well-known/jwks.json", "/.well-known/oauth-protected-resource")) {
      assertThat(Web.get(served.uri(path)).is(200).list("Vary")).contains("origin");
    }
  }

  @Test
  void theTokenForDevelopmentIsPrintedAndReadableByItsOwnerOnly() throws Exception {
    String token = served.token();
    assertThat(served.words()).contains(token);
    try (Stream<Path> files = Files.walk(installation.home())) {
      assertThat(files.filter(file -> file.getFileName().toString().contains("token")))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(Files.getPosixFilePermissions(file))
                  .allMatch(permission -> permission.name().startsWith("OWNER_")));
    }
  }
}
