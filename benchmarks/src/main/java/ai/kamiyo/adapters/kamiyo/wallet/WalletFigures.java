package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.ChainCoverage;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletScreening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Screens wallets against 100,000 listed addresses, without any I/O: one in ten is listed itself,
 * each has twenty approvals and twenty transfers, one in ten of which concern somebody listed.
 */
public final class WalletFigures {
  private static final int LISTED = 100_000;
  private static final int SCREENINGS = 20_000;
  private static final int ROUNDS = 5;
  private static final Chain CHAIN = Chains.ofEip155(1);
  private static final Event EVENT = new Event("0x" + "a".repeat(64), 1, Optional.empty());

  private final Random random = new Random(42);
  private final List<WalletAddress.Evm> listed = new ArrayList<>();

  private WalletFigures() {}

  public static void main(String[] arguments) {
    new WalletFigures().measure();
  }

  private WalletAddress.Evm address() {
    return new WalletAddress.Evm(
        "0x%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt()));
  }

  private void measure() {
    List<Listing> entries = new ArrayList<>();
    for (int i = 0; i < LISTED; i++) {
      WalletAddress.Evm address = address();
      listed.add(address);
      entries.add(
          new Listing(
              address,
              Listing.Kind.EXPLOITED_SPENDER,
              "Incident " + i % 500,
              Optional.empty(),
              Optional.of(CHAIN),
              "https://example.org/" + i % 500,
              ListDate.of("2024-01-02"),
              Listing.Status.LISTED));
    }
    ListingTable table = new ListingTable(entries);
    WalletScreening screening = new WalletScreening(lists(table));
    double[] medians = new double[ROUNDS];
    double[] late = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long[] took = round(screening);
      Arrays.sort(took);
      medians[round] = took[took.length / 2] / 1_000.0;
      late[round] = took[took.length * 99 / 100] / 1_000.0;
    }
    Arrays.sort(medians);
    Arrays.sort(late);
    System.out.printf(
        "%,d listed addresses: median %.1f µs, 99th percentile %.1f µs a wallet (medians of %d"
            + " rounds of %,d)%n",
        LISTED, medians[ROUNDS / 2], late[ROUNDS / 2], ROUNDS, SCREENINGS);
  }

  private long[] round(WalletScreening screening) {
    long[] took = new long[SCREENINGS];
    for (int i = 0; i < SCREENINGS; i++) {
      WalletAddress.Evm wallet = i % 10 == 0 ? listed.get(random.nextInt(LISTED)) : address();
      ChainEvidence evidence = evidence();
      long start = System.nanoTime();
      var report = screening.report(wallet, List.of(evidence), Optional.empty());
      took[i] = System.nanoTime() - start;
      if (report.approvals().isEmpty()) {
        throw new IllegalStateException("two approvals of each wallet match");
      }
    }
    return took;
  }

  private ChainEvidence evidence() {
    List<Approval> approvals = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      WalletAddress.Evm other = i < 2 ? listed.get(random.nextInt(LISTED)) : address();
      approvals.add(
          new Approval(
              Approval.Standard.ERC20,
              CHAIN,
              address(),
              other,
              Optional.empty(),
              Approval.State.LIVE,
              Optional.empty(),
              EVENT));
      transfers.add(new Transfer(CHAIN, other, Transfer.Direction.SENT, Optional.empty(), EVENT));
    }
    return new ChainEvidence(
        new ChainCoverage(
            CHAIN, "rpc", Optional.of(1L), Optional.of(2L), true, Optional.empty(), List.of()),
        approvals,
        transfers,
        List.of());
  }

  private static AddressListings lists(ListingTable table) {
    Overview overview = new Overview(table.addresses());
    return new AddressListings() {
      @Override
      public List<Listing> of(WalletAddress address) {
        return table.of(address);
      }

      @Override
      public AddressListings.Overview overview() {
        return overview.told();
      }
    };
  }

  private record Overview(int addresses) {
    AddressListings.Overview told() {
      return new AddressListings.Overview(addresses, ListDate.of("2024-01-02"), List.of());
    }
  }
}
