package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.Approval.Standard;
import ai.kamiyo.domain.wallet.Approval.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Addresses, listings and dealings for tests. */
public final class Wallets {
  public static final Chain ETHEREUM = Chains.ofEip155(1);
  public static final Chain BSC = Chains.ofEip155(56);
  public static final WalletAddress.Evm WALLET = evm(1);
  public static final WalletAddress.Evm TOKEN = evm(2);

  private Wallets() {}

  /** One of many addresses that nobody lists. */
  public static WalletAddress.Evm evm(long number) {
    return new WalletAddress.Evm("0x7e57" + String.format("%036x", number));
  }

  /** A listing that counts. */
  public static Listing listing(WalletAddress address, Listing.Kind kind, Optional<Chain> chain) {
    return new Listing(
        address,
        kind,
        "Example",
        Optional.empty(),
        chain,
        "https://example.org/list",
        ListDate.of("2024-07-16"),
        Listing.Status.LISTED);
  }

  public static Approval approval(WalletAddress.Evm spender, Chain chain, State state) {
    return new Approval(
        Standard.ERC20,
        chain,
        TOKEN,
        spender,
        Optional.empty(),
        state,
        Optional.empty(),
        new Event("0x" + "a".repeat(64), 7, Optional.empty()));
  }

  /** Lists that hold just these entries. */
  public static AddressListings lists(Listing... entries) {
    return new Lists(Arrays.asList(entries));
  }

  /** Evidence of these approvals, completely read. */
  public static ChainEvidence evidence(Chain chain, Approval... approvals) {
    return new ChainEvidence(read(chain), List.of(approvals), List.of(), List.of());
  }

  public static ChainCoverage read(Chain chain) {
    return new ChainCoverage(
        chain, "rpc", Optional.of(1L), Optional.of(9L), true, Optional.empty(), List.of());
  }

  private record Lists(List<Listing> entries) implements AddressListings {
    @Override
    public List<Listing> of(WalletAddress address) {
      List<Listing> found = new ArrayList<>(entries);
      found.removeIf(listing -> !listing.address().equals(address));
      return found;
    }

    @Override
    public Overview overview() {
      return new Overview(
          entries.size(),
          ListDate.of("2024-07-16"),
          List.of(new Source("test", entries.size(), Optional.empty(), Optional.empty())));
    }
  }
}
