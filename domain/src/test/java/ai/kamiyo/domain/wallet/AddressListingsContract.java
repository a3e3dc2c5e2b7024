package ai.kamiyo.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every set of lists must do. */
public abstract class AddressListingsContract {
  private final WalletAddress.Evm listed = Wallets.evm(100);
  private final WalletAddress solana =
      WalletAddress.parse("a", "C1QyPYoWQiueqhtLeaG5Nhkv1LJ8oweBNCbfGJ3LprYT");

  /** Lists that hold these entries and perhaps others. */
  protected abstract AddressListings holding(List<Listing> entries);

  @Test
  void everyEntryOfAnAddressIsFoundAndNoOther() {
    Listing here = Wallets.listing(listed, Kind.ATTACKER, Optional.of(Wallets.ETHEREUM));
    Listing there =
        Wallets.listing(listed, Kind.EXPLOITED_SPENDER, Optional.of(Wallets.BSC)).as(Status.FIXED);
    Listing other = Wallets.listing(solana, Kind.SANCTIONED, Optional.empty());
    AddressListings lists = holding(List.of(here, there, other));
    assertThat(lists.of(listed)).containsExactlyInAnyOrder(here, there);
    assertThat(lists.of(solana)).containsExactly(other);
    assertThat(lists.of(Wallets.evm(101))).isEmpty();
  }

  @Test
  void whatWasTakenOffAListIsFoundAsSuch() {
    Listing gone = Wallets.listing(listed, Kind.SANCTIONED, Optional.empty()).as(Status.DELISTED);
    assertThat(holding(List.of(gone)).of(listed)).containsExactly(gone);
  }

  @Test
  void theStatusCountsAddresses() {
    AddressListings lists =
        holding(
            List.of(
                Wallets.listing(listed, Kind.ATTACKER, Optional.of(Wallets.ETHEREUM)),
                Wallets.listing(listed, Kind.ATTACKER, Optional.of(Wallets.BSC))));
    int before = holding(List.of()).overview().addresses();
    assertThat(lists.overview().addresses()).isEqualTo(before + 1);
    assertThat(lists.overview().newest()).isPresent();
  }
}
