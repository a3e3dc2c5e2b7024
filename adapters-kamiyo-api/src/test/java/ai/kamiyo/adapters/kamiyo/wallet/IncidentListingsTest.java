package ai.kamiyo.adapters.kamiyo.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Verdict;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who took part in a recorded incident is listed for it. */
class IncidentListingsTest {
  @TempDir Path home;

  @Test
  void everyAttackerOfTheImportedIncidentsIsListedOnTheirChain() throws IOException {
    Path sample = Samples.file("blocksec-incidents.json");
    List<String> missing = new ArrayList<>();
    int asked = 0;
    try (KamiyoAdapter adapter = adapter()) {
      adapter.importer("blocksec").load(List.of(sample), bytes -> {});
      started(adapter);
      for (JsonNode incident : JsonMapper.shared().readTree(sample).path("list")) {
        for (JsonNode transaction : incident.path("transactions")) {
          Optional<WalletAddress> attacker =
              WalletAddress.of(transaction.path("attacker").asString(""));
          if (attacker.isPresent()) {
            asked++;
            Chain chain = Chains.ofEip155(transaction.path("chainId").asLong());
            WalletReport report =
                adapter.walletMonitor().check(new WalletQuery(attacker.get(), List.of(), 1));
            List<Listing> here =
                report.listings().stream()
                    .filter(l -> l.chain().isEmpty() || l.chain().get().equals(chain))
                    .toList();
            // One source calls a contract that everybody uses the attacker: disputed, but told.
            boolean disputed = here.stream().anyMatch(l -> l.status() == Listing.Status.DISPUTED);
            if (here.isEmpty() || (report.verdict() != Verdict.LISTED && !disputed)) {
              missing.add(attacker.get().normalized() + " " + incident.path("project").asString());
            }
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(300);
    assertThat(missing).isEmpty();
  }

  @Test
  void anIncidentNamesItselfInItsListing() {
    try (KamiyoAdapter adapter = adapter()) {
      started(adapter);
      WalletReport report =
          adapter
              .walletMonitor()
              .check(
                  new WalletQuery(
                      WalletAddress.parse("a", "0x47666fab8bd0ac7003bce3f5c3585383f09486e2"),
                      List.of(),
                      1));
      assertThat(report.verdict()).isEqualTo(Verdict.LISTED);
      Listing listing = report.listings().getFirst();
      assertThat(listing.kind()).isEqualTo(Listing.Kind.ATTACKER);
      assertThat(listing.incident().orElseThrow()).hasToString("bybit-2025-02-21");
      assertThat(Files.exists(home.resolve("imported"))).isFalse();
    }
  }

  /** On a busy machine the incidents take longer to load than a check would wait for them. */
  private static void started(KamiyoAdapter adapter) {
    adapter.start();
    for (int i = 0; i < 10 && adapter.exploitSearch().status().exploits() == 0; i++) {
      Thread.onSpinWait(); // to ask is to wait for ten seconds
    }
  }

  private KamiyoAdapter adapter() {
    return new KamiyoAdapter(
        new KamiyoSettings(
            home,
            Set.of("bundled", "imported"),
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            true,
            Optional.empty(),
            new KamiyoSettings.DefiLlama(KamiyoSettings.DefiLlama.PUBLIC, Optional.empty()),
            KamiyoSettings.Wallet.NOTHING),
        Clock.systemUTC());
  }
}
