package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.upstream.DefiLlamaStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Faults;
import ai.kamiyo.adapters.kamiyo.upstream.KamiyoStandIn;
import ai.kamiyo.adapters.kamiyo.upstream.Rows;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several feeds are one catalogue, and the doctor tells how each of them stands. */
class FeedsTogetherEndToEndTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void theSameIncidentFromBothFeedsIsOneWithBothSources() {
    Map<String, @Nullable Object> row =
        Rows.row(1, "Victimbaquux", LocalDateTime.of(2017, 7, 22, 2, 0));
    row.put("amount_usd", 900_000.0);
    row.put("source", "rekt_news");
    row.put("chain", "Ethereum");
    try (KamiyoStandIn api = KamiyoStandIn.of(List.of(row));
        DefiLlamaStandIn llama =
            DefiLlamaStandIn.of(List.of(DefiLlamaFeedEndToEndTest.hack(1, 2_500_000)));
        Server server =
            Live.kamiyo(installation, api)
                .with("KAMIYO_FEEDS", "kamiyo,defillama")
                .with("DEFILLAMA_API_URL", llama.url())
                .server()) {
      Live.awaitSearch(
          server,
          Map.of(),
          result -> !result.isError() && result.json().toString().contains("2500000"));
      Live.awaitSearch(
          server,
          Map.of(),
          result -> !result.isError() && result.json().toString().contains("900000"));
      Result result = server.search(Map.of("response_format", "detailed"));
      assertThat(result.total()).isEqualTo(1);
      JsonNode exploit = result.exploits().getFirst();
      assertThat(exploit.path("sources"))
          .extracting(source -> source.path("loss_usd").asLong())
          .containsExactlyInAnyOrder(900_000L, 2_500_000L);
      assertThat(exploit.path("loss_range_usd"))
          .extracting(JsonNode::asLong)
          .containsExactly(900_000L, 2_500_000L);
      assertThat(exploit.path("status").asString()).isEqualTo("corroborated");
    }
  }

  @Test
  void bothSamplesTogetherHoldEachIncidentOnce() {
    Path kamiyo = Samples.kamiyo();
    Path hacks = Samples.defillama();
    Installation other = new Installation(folder.resolve("other"));
    Installation importing = other.with("KAMIYO_FEEDS", "imported");
    assertThat(importing.run("import", "kamiyo", kamiyo.toString()).exit()).isZero();
    assertThat(importing.run("import", "defillama", hacks.toString()).exit()).isZero();
    int expected = importing.total();
    try (KamiyoStandIn api = KamiyoStandIn.of(kamiyo);
        DefiLlamaStandIn llama = DefiLlamaStandIn.of(hacks);
        Server server =
            Live.kamiyo(installation, api)
                .with("KAMIYO_FEEDS", "kamiyo,defillama")
                .with("DEFILLAMA_API_URL", llama.url())
                .server()) {
      Live.awaitTotal(server, expected);
    } finally {
      other.close();
    }
  }

  @Test
  void theDoctorTellsHowEachFeedStands() {
    List<Map<String, @Nullable Object>> rows = recent(40);
    rows.get(3).put("source", "test");
    try (KamiyoStandIn api = KamiyoStandIn.of(rows);
        DefiLlamaStandIn llama = DefiLlamaStandIn.of(DefiLlamaFeedEndToEndTest.hacks(20))) {
      Installation live =
          Live.kamiyo(installation, api)
              .with("KAMIYO_FEEDS", "kamiyo,defillama,bundled")
              .with("DEFILLAMA_API_URL", llama.url());
      List<JsonNode> fine = doctor(live, 0);
      assertThat(state(fine, "feed kamiyo")).isEqualTo("ok");
      assertThat(detail(fine, "feed kamiyo")).contains("1 quarantined").containsIgnoringCase("ago");
      assertThat(detail(fine, "feed defillama")).contains("20 reports");
      assertThat(detail(fine, "feed bundled")).doesNotContain(" ago");
      assertThat(fine)
          .anyMatch(each ->
              each.path("check").asString().equals("quarantined")
                  && each.path("detail").asString().contains("test row"));
      assertThat(fine).noneMatch(each -> each.path("detail").asString().contains("%"));

      api.fail("/exploits", Faults.internalError());
      List<JsonNode> failing = doctorOnceDue(live, "feed kamiyo", "warning");
      assertThat(detail(failing, "feed kamiyo"))
          .contains("500", "40 reports")
          .doesNotContain(Faults.INTERNALS, "Exception");
      assertThat(live.run("doctor").out()).contains("feed kamiyo", "500");
    }
  }

  @Test
  void theDoctorShowsADifferenceOfMoreThanFivePercent() {
    try (KamiyoStandIn api = KamiyoStandIn.of(recent(40))) {
      Installation live = Live.kamiyo(installation, api);
      assertThat(differences(doctor(live, 0))).isEmpty();
      // 41 against 40 is not worth a word.
      api.fail(
          "/stats",
          Faults.changed(reply -> reply.changed(stats -> stats.put("total_exploits", 41))));
      assertThat(differences(doctor(live, 0))).isEmpty();
      api.fail(
          "/stats",
          Faults.changed(reply -> reply.changed(stats -> stats.put("total_exploits", 60))));
      assertThat(differences(doctor(live, 0)))
          .singleElement()
          .satisfies(each -> assertThat(each.path("detail").asString()).contains("60", "40"));
      api.mend();
      api.fail(
          "/chains",
          Faults.json(
              "{\"total_chains\":1,\"chains\":[{\"chain\":\"Ethereum\",\"exploit_count\":75}]}"));
      assertThat(differences(doctor(live, 0)))
          .isNotEmpty()
          .anySatisfy(each -> assertThat(each.path("detail").asString()).contains("75"));
      api.fail("/stats", Faults.html());
      api.fail("/chains", Faults.internalError());
      assertThat(doctor(live, 0).toString()).doesNotContain(Faults.INTERNALS, "Exception");
    }
  }

  /** Findings that hold /stats or /chains against the replica and are no longer at ease. */
  private static List<JsonNode> differences(List<JsonNode> findings) {
    return findings.stream()
        .filter(each -> each.path("state").asString().equals("warning"))
        .filter(each -> each.toString().matches(".*(stats|chains).*"))
        .toList();
  }

  /** Incidents of the last hundred days, so that any number of days of statistics holds them. */
  private static List<Map<String, @Nullable Object>> recent(int count) {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).withNano(0);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(Rows.made(count, 41));
    for (int i = 0; i < count; i++) {
      rows.get(i).put("timestamp", now.minusDays(2L + i).toLocalDate() + "T02:00:00");
    }
    return rows;
  }

  private static List<JsonNode> doctor(Installation live, int exit) {
    Outcome outcome = live.run("doctor", "--json");
    assertThat(outcome.exit()).as(outcome.all()).isEqualTo(exit);
    List<JsonNode> findings = new ArrayList<>();
    Json.read(outcome.out()).path("checks").forEach(findings::add);
    return findings;
  }

  /**
   * What the doctor says when the feed is due again, which the first to come may be too early for.
   */
  private static List<JsonNode> doctorOnceDue(Installation live, String check, String state) {
    AtomicReference<List<JsonNode>> last = new AtomicReference<>(List.of());
    Patience.until(
        () -> {
          last.set(doctor(live, 0));
          return state(last.get(), check).equals(state);
        },
        () -> check + " to be a " + state + " instead of " + last);
    return last.get();
  }

  private static String state(List<JsonNode> findings, String check) {
    return finding(findings, check).path("state").asString();
  }

  private static String detail(List<JsonNode> findings, String check) {
    return finding(findings, check).path("detail").asString();
  }

  private static JsonNode finding(List<JsonNode> findings, String check) {
    List<JsonNode> found =
        findings.stream().filter(each -> each.path("check").asString().equals(check)).toList();
    assertThat(found).as("%s in %s", check, findings).hasSize(1);
    return found.getFirst();
  }
}
