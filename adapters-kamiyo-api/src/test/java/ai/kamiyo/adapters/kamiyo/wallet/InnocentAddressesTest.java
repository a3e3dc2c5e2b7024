package ai.kamiyo.adapters.kamiyo.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Verdict;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletMonitor;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import ai.kamiyo.domain.wallet.Wallets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom nobody should call listed, asked with every sample imported. */
class InnocentAddressesTest {
  private static final int RANDOM = 2_000;
  private static final WalletAddress THIEF =
      WalletAddress.parse("a", "0x098b716b8aaf21512996dc57eb0615e2383e2f96");

  @TempDir Path home;

  /** Everything that is imported goes through the door of this module, as the command does it. */
  private KamiyoAdapter adapter() throws IOException {
    List<Path> approvals;
    try (Stream<Path> files = Files.list(Samples.file("approval-exploits"))) {
      approvals = files.sorted().toList();
    }
    KamiyoAdapter adapter =
        new KamiyoAdapter(
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
    adapter.importer("revoke").load(approvals, bytes -> {});
    load(adapter, "addresses", "defihacklabs-addresses.json");
    load(adapter, "blocksec", "blocksec-incidents.json");
    load(adapter, "defillama", "defillama-hacks.json");
    adapter.start();
    for (int i = 0; i < 10 && adapter.exploitSearch().status().exploits() == 0; i++) {
      Thread.onSpinWait(); // to ask is to wait for ten seconds
    }
    return adapter;
  }

  private static void load(KamiyoAdapter adapter, String format, String sample) throws IOException {
    adapter.importer(format).load(List.of(Samples.file(sample)), bytes -> {});
  }

  private static WalletReport check(WalletMonitor monitor, WalletAddress address) {
    return monitor.check(new WalletQuery(address, List.of(), 365));
  }

  private static List<WalletAddress> random() {
    Random random = new Random(20_261_126);
    List<WalletAddress> addresses = new ArrayList<>();
    for (int i = 0; i < RANDOM; i++) {
      byte[] bytes = new byte[20];
      random.nextBytes(bytes);
      addresses.add(WalletAddress.parse("a", "0x" + HexFormat.of().formatHex(bytes)));
    }
    return addresses;
  }

  /** No rule of the program knows these, unlike those of {@link BundledListings#ordinary()}. */
  private static List<WalletAddress> heldOut() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            InnocentAddressesTest.class.getResourceAsStream("ordinary-held-out.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> {
            String spelled = line.substring(0, line.indexOf(' '));
            WalletAddress address = WalletAddress.parse("a", spelled);
            assertThat(address.normalized()).as("the checksum").isEqualTo(spelled);
            return address;
          })
          .toList();
    }
  }

  @Test
  void neitherOrdinaryNorRandomAddressesAreFlaggedWithEverySampleImported() throws IOException {
    List<WalletAddress> innocent = new ArrayList<>(heldOut());
    assertThat(innocent).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
    Set<WalletAddress> known = new HashSet<>(innocent);
    known.retainAll(BundledListings.ordinary());
    assertThat(known).as("what a rule spares proves nothing").isEmpty();
    innocent.addAll(random());
    List<String> flagged = new ArrayList<>();
    try (KamiyoAdapter adapter = adapter()) {
      assertThat(check(adapter.walletMonitor(), THIEF).verdict()).isEqualTo(Verdict.LISTED);
      for (WalletAddress address : innocent) {
        WalletReport report = check(adapter.walletMonitor(), address);
        assertThat(report.coverage().unreadLists()).isEmpty();
        boolean stands = report.listings().stream().anyMatch(Listing::stands);
        if (stands || report.verdict() != Verdict.UNKNOWN) { // without evidence it is no more
          flagged.add(address.normalized() + " " + report.statement());
        }
      }
    }
    assertThat(flagged).isEmpty();
  }

  @Test
  void randomAddressesThatDidNothingMatchNothing() throws IOException {
    adapter().close();
    AddressListings lists =
        new ListedAddresses(ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of());
    WalletMonitor monitor =
        new EvidenceWalletMonitor(lists, Optional.of(new Quiet()), "", Clock.systemUTC());
    assertThat(check(monitor, THIEF).verdict()).isEqualTo(Verdict.LISTED);
    assertThat(random())
        .allSatisfy(
            address -> assertThat(check(monitor, address).verdict()).isEqualTo(Verdict.NO_MATCH));
  }

  /** A provider that has read everything and found nothing. */
  private static final class Quiet implements WalletEvidence {
    @Override
    public String provider() {
      return "rpc";
    }

    @Override
    public List<Chain> chains() {
      return List.of(Wallets.ETHEREUM, Wallets.BSC);
    }

    @Override
    public ChainEvidence of(Enquiry enquiry) {
      return Wallets.evidence(enquiry.chain());
    }
  }
}
