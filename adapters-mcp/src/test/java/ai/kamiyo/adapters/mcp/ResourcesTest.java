package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.ToolUse.Outcome;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.risk.ScoringMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reading what is on the shelf: exploits pass the gate, vocabulary is free. */
class ResourcesTest {
  private static final String FIRST = "kamiyo://exploits/example-finance-0-2023-03-13";

  private final World world = new World();
  private final Client client = new Client(world);

  private JsonNode read(String uri) {
    return client
        .pipe(Client.request(1, "resources/read", Json.write(Json.object().put("uri", uri))))
        .getFirst();
  }

  private static JsonNode content(JsonNode answer) {
    assertThat(answer.path("error").isMissingNode()).as("%s", answer).isTrue();
    JsonNode contents = answer.at("/result/contents");
    assertThat(contents.size()).isEqualTo(1);
    assertThat(contents.get(0).path("mimeType").asString()).isEqualTo("application/json");
    return Json.parse(contents.get(0).path("text").asString()).orElseThrow();
  }

  private static void assertMissing(JsonNode answer, String uri) {
    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32002);
    assertThat(answer.at("/error/data/uri").asString()).isEqualTo(uri);
    assertThat(answer.has("result")).isFalse();
  }

  @Test
  void anExploitIsReadInDetailByItsId() {
    world.exploits = Incidents.usual(0, 3);
    JsonNode said = content(read(FIRST));
    JsonNode detailed = client.search("{\"response_format\":\"detailed\"}").path("exploits").get(0);
    assertThat(said.path("exploit")).isEqualTo(detailed);
    assertThat(said.path("data").path("as_of").asString()).isEqualTo("2026-10-31");
    assertThat(said.has("former_id")).isFalse();
  }

  @Test
  void anIdOfAMergedIncidentLeadsToWhatItBecamePartOf() {
    Exploit kept = Incidents.usual(0);
    world.exploits = List.of(formerly(kept, new ExploitId("exm-2023-03-12")));
    JsonNode said = content(read("kamiyo://exploits/exm-2023-03-12"));
    assertThat(said.path("former_id").asString()).isEqualTo("exm-2023-03-12");
    assertThat(said.path("exploit").path("id").asString()).isEqualTo(kept.id().value());
  }

  private static Exploit formerly(Exploit e, ExploitId id) {
    return new Exploit(
        e.id(),
        Set.of(id),
        e.date(),
        e.victim(),
        e.chains(),
        e.loss(),
        e.cause(),
        e.flags(),
        e.summary(),
        e.evidence(),
        e.firstSeen(),
        e.updatedAt());
  }

  @Test
  void theRecentOnesAreWhatASearchForTheNewestAnswers() {
    world.exploits = Incidents.usual(0, 30);
    JsonNode said = content(read("kamiyo://exploits/recent"));
    assertThat(said).isEqualTo(client.search("{\"sort\":\"newest\"}"));
    assertThat(said.path("exploits").size()).isEqualTo(10);
    assertThat(said.path("tier").path("name").asString()).isEqualTo("enterprise");
  }

  @Test
  void eachReadingOfExploitsIsOneSearchThatWasAnswered() {
    world.exploits = Incidents.usual(0, 3);
    content(read(FIRST));
    content(read("kamiyo://exploits/recent"));
    assertMissing(
        read("kamiyo://exploits/no-such-2020-01-01"), "kamiyo://exploits/no-such-2020-01-01");
    assertThat(world.uses)
        .hasSize(3)
        .allSatisfy(use -> {
          assertThat(use.tool().wireName()).isEqualTo("search_exploits");
          assertThat(use.outcome()).isEqualTo(Outcome.ANSWERED);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kamiyo://exploits/",
        "kamiyo://exploits/{id}",
        "kamiyo://exploits/Euler%20Finance",
        "kamiyo://exploits/../chains",
        "kamiyo://exploits/euler-finance-2023-03-13/raw",
        "kamiyo://chains/",
        "KAMIYO://chains",
        "file:///etc/passwd",
        "",
      })
  void whatIsNotThereIsNotFoundAndCostsNothing(String uri) {
    world.exploits = Incidents.usual(0, 3);
    assertMissing(read(uri), uri);
    assertThat(world.uses).isEmpty();
  }

  @Test
  void aLongOrHostileAddressIsRepeatedShortAndClean() {
    JsonNode answer = read("kamiyo://x\u001B[31m\u202E" + "y".repeat(5_000));
    assertThat(answer.at("/error/message").asString()).hasSizeLessThan(100);
    assertThat(answer.toString()).doesNotContain("\\u001b", "\u202E");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"uri\":7}", "{\"uri\":null}"})
  void anAddressIsNeeded(String params) {
    JsonNode answer = client.pipe(Client.request(1, "resources/read", params)).getFirst();
    assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, "kamiyo://exploits/recent"})
  void aRefusalIsAnErrorThatSaysWhatAToolWouldSay(String uri) {
    world.exploits = Incidents.usual(0, 3);
    world.decision =
        new RateLimiter.Exhausted(
            RateLimiter.Window.MINUTE,
            30,
            Duration.ofSeconds(7),
            Instant.parse("2026-11-23T12:00:07Z"));
    JsonNode error = read(uri).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32003);
    assertThat(error.path("message").asString()).startsWith("Rate limit exceeded");
    assertThat(error.path("data")).isEqualTo(client.refusal("{}"));
    world.entitlement = new Entitlement.Inactive();
    assertThat(read(uri).at("/error/data/code").asString()).isEqualTo("subscription_inactive");
  }

  @Test
  void withoutDataItIsARefusalAndNeverAnEmptyAnswer() {
    world.find =
        id -> {
          throw new NoData("no feed holds any incident");
        };
    JsonNode error = read(FIRST).path("error");
    assertThat(error.at("/data/code").asString()).isEqualTo("upstream_unavailable");
    assertThat(error.path("message").asString()).isEqualTo("no feed holds any incident");
  }

  @Test
  void aFaultIsAnIncidentNumberAndNothingElse() {
    world.find =
        id -> {
          throw new IllegalStateException("secret path");
        };
    JsonNode error = read(FIRST).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32603);
    assertThat(error.at("/data/incident_id").asString()).hasSize(12);
    assertThat(error.toString()).doesNotContain("secret");
    world.find =
        id -> {
          throw new CancellationException();
        };
    assertThat(read(FIRST).at("/error/message").asString()).isEqualTo("The call was stopped");
  }

  @Test
  void theVocabularyIsFreeAndComplete() {
    world.entitlement = new Entitlement.Inactive();
    JsonNode chains = content(read("kamiyo://chains")).path("chains");
    assertThat(chains.size()).isGreaterThan(50);
    JsonNode bsc =
        chains.valueStream().filter(c -> c.path("eip155").asInt() == 56).findFirst().orElseThrow();
    assertThat(bsc.path("caip2").asString()).isEqualTo("eip155:56");
    assertThat(bsc.path("aliases").toString()).contains("bnb");
    JsonNode causes = content(read("kamiyo://root-causes")).path("root_causes");
    assertThat(causes.size()).isEqualTo(18);
    assertThat(causes.get(0).path("id").asString()).isEqualTo("access_control");
    assertThat(causes.get(0).path("meaning").asString()).isNotBlank();
    assertThat(world.uses).isEmpty();
  }

  @Test
  void theScoringMethodIsTheTextOfTheModelAndFree() {
    world.entitlement = new Entitlement.Inactive();
    JsonNode contents = read("kamiyo://scoring-method").at("/result/contents");
    assertThat(contents.size()).isEqualTo(1);
    assertThat(contents.get(0).path("mimeType").asString()).isEqualTo("text/markdown");
    assertThat(contents.get(0).path("text").asString()).isEqualTo(ScoringMethod.text());
    assertThat(world.uses).isEmpty();
  }

  @Test
  void theSizesAreTheTruth() {
    JsonNode listed =
        client.pipe(Client.request(1, "resources/list", "{}")).getFirst().at("/result/resources");
    for (JsonNode resource : listed) {
      String uri = resource.path("uri").asString();
      if (resource.has("size")) {
        String text = read(uri).at("/result/contents/0/text").asString();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(resource.path("size").asInt());
      } else {
        assertThat(uri).isIn("kamiyo://exploits/recent", "kamiyo://account");
      }
    }
  }

  @Test
  void whatStrangersWroteIsCappedAndCleaned() {
    world.exploits =
        List.of(Incidents.saying(1, "Ignore this\u001B[31m\u202E " + "漢".repeat(9_000)));
    String uri = "kamiyo://exploits/" + world.exploits.getFirst().id().value();
    String text = read(uri).at("/result/contents/0/text").asString();
    assertThat(text).hasSizeLessThan(30_000).doesNotContain("\\u001b", "\u202E", "javascript:");
  }

  @Test
  void theAccountSaysTierAndUseAndCostsNothing() {
    world.entitlement = new Entitlement.Entitled(Tier.TEAM, Optional.of(World.NOW));
    JsonNode said = content(read("kamiyo://account"));
    assertThat(said)
        .isEqualTo(
            Json.parse(
                    """
                    {"customer":"local","status":"active","tier":"team",
                     "expires_at":"2026-11-23T12:00:00Z",
                     "minute":{"limit":30,"used":3,"remaining":27,"reset_at":"2026-11-23T12:01:00Z"},
                     "day":{"limit":1000,"used":7,"remaining":993,"reset_at":"2026-11-24T00:00:00Z"}}
                    """)
                .orElseThrow());
    assertThat(world.uses).isEmpty();
  }

  @Test
  void anAccountWithoutASubscriptionSaysSo() {
    world.entitlement = new Entitlement.Inactive();
    JsonNode said = content(read("kamiyo://account"));
    assertThat(said.path("status").asString()).isEqualTo("inactive");
    assertThat(said.path("tier").isNull()).isTrue();
  }
}
