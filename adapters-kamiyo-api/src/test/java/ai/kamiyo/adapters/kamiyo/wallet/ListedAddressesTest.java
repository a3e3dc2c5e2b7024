package ai.kamiyo.adapters.kamiyo.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.AddressListingsContract;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.Wallets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedAddressesTest extends AddressListingsContract {
  static final Snapshots NO_INCIDENTS =
      new Snapshots() {
        private final DataStatus none = new DataStatus(Optional.empty(), List.of(), 0, false);
        private final ExploitIndex index = new ExploitIndex(List.of());

        @Override
        public Snapshot awaited() {
          return new Snapshot(index, none, List.of(), Set.of());
        }

        @Override
        public DataStatus status() {
          return none;
        }
      };

  @TempDir Path folder;

  @Override
  protected AddressListings holding(List<Listing> entries) {
    try {
      ListingStore store = new ListingStore(Files.createTempDirectory(folder, "home"));
      store.change(kept -> kept.addAll(entries));
      return new ListedAddresses(NO_INCIDENTS, store, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void randomAddressesAreOnNoList() {
    AddressListings lists = holding(List.of());
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[20];
      random.nextBytes(bytes);
      String address = "0x" + java.util.HexFormat.of().formatHex(bytes);
      assertThat(lists.of(WalletAddress.parse("a", address))).as(address).isEmpty();
    }
  }

  @Test
  void theKnownWhiteHatIsOneWhateverListsSay() {
    WalletAddress whiteHat = WalletAddress.parse("a", "0xc0ffeebabe5d496b2dde509f9fa189c25cf29671");
    AddressListings lists =
        holding(List.of(Wallets.listing(whiteHat, Kind.ATTACKER, Optional.of(Wallets.ETHEREUM))));
    assertThat(lists.of(whiteHat))
        .extracting(Listing::kind, Listing::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Kind.WHITE_HAT, Status.LISTED),
            org.assertj.core.groups.Tuple.tuple(Kind.ATTACKER, Status.DISPUTED));
  }

  /** A list that calls a token or an exchange a thief or a victim is not believed. */
  @Test
  void ordinaryAddressesAreNotListedWhateverListsSay() {
    List<Listing> absurd = new ArrayList<>();
    for (WalletAddress address : BundledListings.ordinary()) {
      absurd.add(Wallets.listing(address, Kind.VICTIM_CONTRACT, Optional.of(Wallets.ETHEREUM)));
      absurd.add(Wallets.listing(address, Kind.ATTACKER, Optional.empty()));
    }
    AddressListings lists = holding(absurd);
    for (WalletAddress address : BundledListings.ordinary()) {
      assertThat(lists.of(address)).as(address.normalized()).noneMatch(Listing::stands);
    }
  }

  @Test
  void everyBundledEntryIsWellFormedAndSpelledWithItsChecksum() throws IOException {
    assertThat(BundledListings.entries()).hasSizeGreaterThan(90);
    assertThat(BundledListings.entries())
        .allSatisfy(entry -> {
          assertThat(entry.label()).isNotBlank();
          assertThat(entry.source()).isNotBlank();
          assertThat(entry.listDate()).isPresent();
          if (entry.kind() == Kind.EXPLOITED_SPENDER) {
            assertThat(entry.chain()).isPresent();
          }
        });
    Path ordinary = Path.of("src/main/resources/ai/kamiyo/adapters/kamiyo/wallet/ordinary.txt");
    assertThat(Files.readAllLines(ordinary))
        .filteredOn(line -> !line.startsWith("#"))
        .hasSizeGreaterThan(180)
        .allSatisfy(line -> {
          String address = line.substring(0, line.indexOf(' '));
          assertThat(WalletAddress.parse("a", address).normalized()).isEqualTo(address);
        });
  }

  @Test
  void withoutIncidentsTheListsGoOnAndSaySo() {
    Snapshots none =
        new Snapshots() {
          @Override
          public Snapshot awaited() {
            throw new NoData("nothing was read yet");
          }

          @Override
          public DataStatus status() {
            return NO_INCIDENTS.status();
          }
        };
    AddressListings lists = new ListedAddresses(none, new ListingStore(folder), List.of());
    assertThat(lists.overview().addresses()).isPositive();
    assertThat(lists.overview().sources())
        .anySatisfy(source -> assertThat(source.error()).contains("nothing was read yet"));
  }

  @Test
  void aDamagedFileIsToldAndTheOtherListsGoOn() throws IOException {
    Files.createDirectories(folder.resolve("imported"));
    Files.writeString(folder.resolve("imported/listings.jsonl"), "{\"format\":\"else\"}\n");
    AddressListings lists = new ListedAddresses(NO_INCIDENTS, new ListingStore(folder), List.of());
    assertThat(lists.overview().addresses()).isPositive();
    assertThat(lists.overview().sources())
        .anySatisfy(source -> {
          assertThat(source.name()).isEqualTo("imported");
          assertThat(source.error().orElseThrow()).contains("import again");
        });
  }
}
