package ai.kamiyo.adapters.kamiyo.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.Approval.Standard;
import ai.kamiyo.domain.wallet.Match;
import ai.kamiyo.domain.wallet.Revocation;
import ai.kamiyo.domain.wallet.Verdict;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wallet checks over a real EVM node, from the door of this module down. */
class RealNodeTest {
  private static final String MAX = "f".repeat(64);

  @TempDir Path home;
  private Anvil node;
  private KamiyoAdapter adapter;
  private JsonNode contracts;
  private String wallet;
  private String spender;
  private String harmless;
  private String token;

  @BeforeEach
  void deploy() throws Exception {
    node = Anvil.start();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("Contracts.json"))) {
      contracts = JsonMapper.shared().readTree(in);
    }
    wallet = node.account(1);
    spender = node.account(5);
    harmless = node.account(6);
    token = deployed("Token");
    call(node.account(0), token, "0x40c10f19" + word(wallet) + word(1_000)); // mint
    adapter = adapter(node.url());
    Path list =
        Files.writeString(
            home.resolve("exploit.json"),
            """
            {"name": "Router of the test", "date": "2026-01-02", "addresses": [
              {"chainId": %d, "address": "%s"}, {"chainId": 1, "address": "%s"}]}
            """
                .formatted(Anvil.CHAIN, spender, harmless));
    adapter.importer("revoke").load(List.of(list), bytes -> {});
  }

  @AfterEach
  void end() {
    if (adapter != null) {
      adapter.close();
    }
    if (node != null) {
      node.close();
    }
  }

  private KamiyoAdapter adapter(URI url) {
    return adapter(url, Clock.systemUTC());
  }

  private KamiyoAdapter adapter(URI url, Clock clock) {
    KamiyoAdapter made =
        new KamiyoAdapter(
            new KamiyoSettings(
                home,
                Set.of("bundled", "imported"),
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                false,
                Optional.empty(),
                new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
                new KamiyoSettings.Wallet(
                    Map.of(),
                    "rpc",
                    Optional.empty(),
                    KamiyoSettings.Wallet.ETHERSCAN,
                    Map.of(),
                    Map.of(Anvil.CHAIN, url))),
            clock);
    made.start();
    return made;
  }

  private String deployed(String contract) throws Exception {
    String code = contracts.path(contract).path("creation").asString();
    return node.send(node.account(0), Optional.empty(), code).path("contractAddress").asString();
  }

  private void call(String from, String to, String data) throws Exception {
    node.send(from, Optional.of(to), data);
  }

  private static String word(String address) {
    return "0".repeat(24) + address.substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  private static String word(long number) {
    return "%064x".formatted(number);
  }

  private WalletReport check() {
    return check(adapter);
  }

  private WalletReport check(KamiyoAdapter by) {
    return by.walletMonitor()
        .check(new WalletQuery(WalletAddress.parse("a", wallet), List.of(), 30));
  }

  /** Signs and sends what the report says, as its reader would. */
  private void doAsTold(WalletReport report) throws Exception {
    Revocation told = report.nextSteps().getFirst().revocation().orElseThrow();
    assertThat(told.chain().eip155()).contains(Anvil.CHAIN);
    call(wallet, told.to().key(), told.callData());
  }

  private void exposedAndThenNoMore(Standard standard) throws Exception {
    WalletReport exposed = check();
    assertThat(exposed.coverage().complete()).as(exposed.statement()).isTrue();
    assertThat(exposed.verdict()).isEqualTo(Verdict.EXPOSED);
    assertThat(exposed.approvals())
        .extracting(match -> match.what().standard())
        .containsExactly(standard);
    doAsTold(exposed);
    WalletReport past = check();
    assertThat(past.verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
    assertThat(past.coverage().complete()).isTrue();
    assertThat(past.nextSteps()).isEmpty();
  }

  @Test
  void aWalletThatApprovedNothingListedMatchesNothing() throws Exception {
    call(wallet, token, "0x095ea7b3" + word(harmless) + MAX); // listed, but on another chain
    WalletReport report = check();
    assertThat(report.verdict()).isEqualTo(Verdict.NO_MATCH);
    assertThat(report.approvals()).isEmpty();
    assertThat(report.statement()).contains("not evidence of safety", "does not show");
  }

  @Test
  void anAllowanceIsLiveUntilItIsTakenBackAsTold() throws Exception {
    call(wallet, token, "0x095ea7b3" + word(harmless) + word(5));
    call(wallet, token, "0x095ea7b3" + word(spender) + MAX);
    Match<Approval> found = check().approvals().getFirst();
    assertThat(found.what().token().key()).isEqualTo(token.toLowerCase(java.util.Locale.ROOT));
    assertThat(found.listing().label()).isEqualTo("Router of the test");
    exposedAndThenNoMore(Standard.ERC20);
  }

  @Test
  void anAllowanceThatWasUsedUpIsOneOfThePastAlthoughNoEventSaysSo() throws Exception {
    call(wallet, token, "0x095ea7b3" + word(spender) + word(600));
    assertThat(check().verdict()).isEqualTo(Verdict.EXPOSED);
    call(spender, token, "0x23b872dd" + word(wallet) + word(spender) + word(600));
    assertThat(check().verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
  }

  @Test
  void anApprovalForAllIsTakenBackAsTold() throws Exception {
    String collection = deployed("Collection");
    call(wallet, collection, "0xa22cb465" + word(spender) + word(1));
    exposedAndThenNoMore(Standard.APPROVAL_FOR_ALL);
  }

  @Test
  void theApprovalOfASingleItemIsTakenBackAsTold() throws Exception {
    String items = deployed("Items");
    call(node.account(0), items, "0x40c10f19" + word(wallet) + word(7)); // mint
    call(wallet, items, "0x095ea7b3" + word(spender) + word(7));
    assertThat(check().approvals().getFirst().what().item())
        .contains(java.math.BigInteger.valueOf(7));
    exposedAndThenNoMore(Standard.ERC721);
  }

  @Test
  void theApprovalOfAnItemThatWasBurntIsOneOfThePast() throws Exception {
    String items = deployed("Items");
    call(node.account(0), items, "0x40c10f19" + word(wallet) + word(7)); // mint
    call(wallet, items, "0x095ea7b3" + word(spender) + word(7));
    call(wallet, items, "0x42966c68" + word(7)); // burn
    assertThat(check().verdict()).isEqualTo(Verdict.PREVIOUSLY_EXPOSED);
  }

  @Test
  void anApprovalFromBeforeTheLookbackExposes() throws Exception {
    call(wallet, token, "0x095ea7b3" + word(spender) + MAX);
    node.ask("evm_increaseTime", 90L * 86_400);
    node.ask("evm_mine");
    adapter.close();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(90));
    adapter = adapter(node.url(), later);
    WalletReport report = check();
    assertThat(report.coverage().chains().getFirst().fromBlock().orElseThrow())
        .as("the lookback begins after the approval")
        .isGreaterThan(report.approvals().getFirst().what().last().block());
    exposedAndThenNoMore(Standard.ERC20);
  }

  @Test
  void onceItIsClosedItAsksTheNodeNoMore() {
    assertThat(check().coverage().complete()).isTrue();
    adapter.close();
    assertThat(check().coverage().chains().getFirst().error()).isPresent();
  }

  @Test
  void aRightThroughPermit2IsTakenBackAsTold() throws Exception {
    String runtime = contracts.path("Permissions").path("runtime").asString();
    node.ask("anvil_setCode", Revocation.PERMIT2.key(), runtime);
    long inAYear = Clock.systemUTC().instant().getEpochSecond() + 31_536_000;
    call(
        wallet,
        Revocation.PERMIT2.key(),
        "0x87517c45" + word(token) + word(spender) + word(1_000) + word(inAYear));
    exposedAndThenNoMore(Standard.PERMIT2);
  }

  @Test
  void aNodeThatStopsHalfWayClearsNobody() throws Exception {
    call(wallet, token, "0x095ea7b3" + word(spender) + MAX);
    adapter.close();
    HttpServer relay = relayThatStopsTheNode();
    try {
      adapter = adapter(URI.create("http://127.0.0.1:" + relay.getAddress().getPort()));
      WalletReport report = check();
      assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(report.coverage().complete()).isFalse();
      assertThat(report.approvals())
          .as("what was read before is told")
          .extracting(match -> match.what().state())
          .containsExactly(Approval.State.UNKNOWN);
      assertThat(report.coverage().chains().getFirst().error()).isPresent();
    } finally {
      relay.stop(0);
    }
  }

  /** Passes everything on until it has passed on events; then the node is no more. */
  private HttpServer relayThatStopsTheNode() throws IOException {
    HttpServer relay =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HttpClient client = HttpClient.newHttpClient();
    relay.createContext(
        "/",
        exchange -> {
          byte[] asked = exchange.getRequestBody().readAllBytes();
          try {
            byte[] answer =
                client
                    .send(
                        HttpRequest.newBuilder(node.url())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(asked))
                            .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            if (new String(asked, UTF_8).contains("eth_getLogs")) {
              node.stop();
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    relay.start();
    return relay;
  }
}
