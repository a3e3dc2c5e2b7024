package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Wallet checks over real stdio, with nothing but lists. */
class WalletEndToEndTest {
  private static final String TOOL = "check_wallet_interactions";
  private static final String SPENDER = "0x7e57000000000000000000000000000000000abc";

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

  private static JsonNode check(Server server, String address) {
    return server.call(TOOL, Map.of("wallet_address", address)).answer();
  }

  @Test
  void whoIsListedIsToldAndNobodyElseIsFlagged() {
    try (Server server = installation.server()) {
      JsonNode thief = check(server, "0x098b716b8aaf21512996dc57eb0615e2383e2f96");
      assertThat(thief.path("verdict").asString()).isEqualTo("listed");
      assertThat(thief.path("listings").valueStream().map(l -> l.path("kind").asString()))
          .contains("sanctioned", "attacker");
      JsonNode whiteHat = check(server, "0xc0ffeebabe5d496b2dde509f9fa189c25cf29671");
      assertThat(whiteHat.at("/listings/0/kind").asString()).isEqualTo("white_hat");
      JsonNode mixer = check(server, "0xd90e2f925DA726b50C4Ed8D0Fb90Ad053324F31b");
      assertThat(mixer.at("/listings/0/status").asString()).isEqualTo("delisted");
      assertThat(mixer.path("verdict").asString()).isEqualTo("unknown");
      Random random = new Random(3);
      for (int i = 0; i < 25; i++) {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        JsonNode anybody = check(server, "0x" + java.util.HexFormat.of().formatHex(bytes));
        assertThat(anybody.path("verdict").asString()).isEqualTo("unknown");
        assertThat(anybody.path("listings")).isEmpty();
        assertThat(anybody.at("/coverage/complete").asBoolean(true)).isFalse();
        assertThat(anybody.at("/coverage/missing").asString()).contains("WALLET_EVIDENCE");
      }
    }
  }

  @Test
  void aRunningServerNoticesAnImportOfListedAddresses() throws Exception {
    Path file = exploit();
    try (Server server = installation.server()) {
      assertThat(check(server, SPENDER).path("listings")).isEmpty();
      Outcome first = installation.run("import", "revoke", file.toString());
      assertThat(first.out()).contains("read 1: 1 new");
      Outcome second = installation.run("import", "revoke", file.toString(), "--json");
      assertThat(Json.read(second.out()).path("unchanged").asInt()).isEqualTo(1);
      long end = System.nanoTime() + 30_000_000_000L;
      JsonNode listings = check(server, SPENDER).path("listings");
      while (listings.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(300);
        listings = check(server, SPENDER).path("listings");
      }
      assertThat(listings.valueStream().map(l -> l.path("chain").asString()))
          .containsExactly("BSC");
    }
  }

  private Path exploit() throws IOException {
    return Files.writeString(
        folder.resolve("exploit.json"),
        """
        {"name": "Router", "date": "2024-01-02",
         "addresses": [{"chainId": 56, "address": "%s"}]}
        """
            .formatted(SPENDER));
  }

  @Test
  void switchedOffItIsNeitherListedNorAnswered() {
    Installation without = installation.with("ENABLE_WALLET_MONITORING", "false");
    try (Server server = without.server()) {
      JsonNode tools = server.exchange("tools/list", Map.of()).at("/result/tools");
      assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
          .doesNotContain(TOOL)
          .contains("search_exploits");
      JsonNode refusal =
          server.call(TOOL, Map.of("wallet_address", SPENDER)).refusal("feature_disabled", 501);
      assertThat(refusal.path("feature").asString()).isEqualTo("wallet monitoring");
    }
  }

  @Test
  void aNodeThatIsNotThereClearsNobody() {
    Installation nowhere =
        installation.with("WALLET_EVIDENCE", "rpc").with("EVM_RPC_URLS", "1=http://127.0.0.1:1");
    try (Server server = nowhere.server()) {
      JsonNode answer = check(server, SPENDER);
      assertThat(answer.path("verdict").asString()).isEqualTo("unknown");
      JsonNode chain = answer.at("/coverage/chains/0");
      assertThat(chain.path("complete").asBoolean(true)).isFalse();
      assertThat(chain.path("error").asString()).contains("cannot be reached");
      assertThat(answer.toString()).doesNotContain("127.0.0.1");
    }
  }

  @Test
  void whatIsNoAddressIsRefusedByName() {
    try (Server server = installation.server()) {
      for (String bad : List.of("", "%", "vitalik.eth", "0x" + "a".repeat(64), "7".repeat(3_000))) {
        JsonNode refused =
            server.call(TOOL, Map.of("wallet_address", bad)).refusedArgument("wallet_address");
        assertThat(refused.path("example").asString()).startsWith("0x");
      }
      assertThat(server.err().toString()).doesNotContain("a".repeat(64));
    }
  }
}
