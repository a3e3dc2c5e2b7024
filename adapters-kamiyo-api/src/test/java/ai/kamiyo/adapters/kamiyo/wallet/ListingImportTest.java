package ai.kamiyo.adapters.kamiyo.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport.Result;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListingImportTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;

  private Result load(ListingFormat format, Path... files) throws IOException {
    return new ListingImport(format, new ListingStore(home), CLOCK)
        .load(List.of(files), bytes -> {});
  }

  private AddressListings lists() {
    return new ListedAddresses(ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  private static List<Path> approvals() throws IOException {
    try (Stream<Path> files = Files.list(Samples.file("approval-exploits"))) {
      return files.sorted().toList();
    }
  }

  private static void addUp(Result result) {
    assertThat(result.added() + result.merged() + result.updated() + result.unchanged())
        .isEqualTo(result.read() - result.quarantined().size());
  }

  /** The three ways in which people write an address. */
  private static List<String> spellings(String address) {
    String digits = address.substring(2);
    WalletAddress parsed = ListedText.address(address);
    return List.of(
        "0x" + digits.toLowerCase(Locale.ROOT),
        "0x" + digits.toUpperCase(Locale.ROOT),
        parsed.normalized());
  }

  @Test
  void everySampleOfExploitedApprovalsIsFoundOnItsChainInEverySpelling() throws IOException {
    List<Path> files = approvals();
    Result result = load(ListingFormat.REVOKE, files.toArray(Path[]::new));
    addUp(result);
    assertThat(result.quarantined()).isEmpty();
    AddressListings lists = lists();
    int rows = 0;
    for (Path file : files) {
      JsonNode exploit = JsonMapper.shared().readTree(Files.readString(file));
      for (JsonNode row : exploit.path("addresses")) {
        rows++;
        Chain chain = Chains.ofEip155(row.path("chainId").asLong());
        for (String spelling : spellings(row.path("address").asString())) {
          assertThat(lists.of(WalletAddress.parse("a", spelling)))
              .as("%s %s", file.getFileName(), spelling)
              .anySatisfy(listing -> {
                assertThat(listing.kind()).isEqualTo(Kind.EXPLOITED_SPENDER);
                assertThat(listing.chain()).contains(chain);
                assertThat(listing.listDate().orElseThrow())
                    .hasToString(exploit.path("date").asString());
              });
        }
      }
    }
    assertThat(rows).isEqualTo(354);
    assertThat(result.read()).isEqualTo(rows);
    Result second = load(ListingFormat.REVOKE, files.toArray(Path[]::new));
    assertThat(second.added() + second.merged() + second.updated()).isZero();
  }

  @Test
  void everySampleAddressThatIsOneIsFoundAndEveryOtherIsQuarantined() throws IOException {
    Path sample = Samples.file("defihacklabs-addresses.json");
    Result result = load(ListingFormat.ADDRESSES, sample);
    addUp(result);
    AddressListings lists = lists();
    int malformed = 0;
    for (JsonNode incident : JsonMapper.shared().readTree(Files.readString(sample))) {
      for (JsonNode row : incident.path("addresses")) {
        String address = row.path("address").asString();
        if (!address.matches("0x[0-9a-fA-F]{40}")) {
          malformed++;
          continue;
        }
        Optional<Chain> chain = ListedRows.chain(row.path("chain_id"));
        for (String spelling : spellings(address)) {
          assertThat(lists.of(WalletAddress.parse("a", spelling)))
              .as(spelling)
              .anyMatch(listing -> listing.chain().equals(chain));
        }
      }
    }
    assertThat(malformed).isEqualTo(10);
    assertThat(result.quarantined()).hasSize(malformed);
    assertThat(result.quarantined())
        .allSatisfy(row -> assertThat(row.reason()).startsWith("its address "));
    Result second = load(ListingFormat.ADDRESSES, sample);
    assertThat(second.added() + second.merged() + second.updated()).isZero();
    assertThat(second.read()).isEqualTo(result.read());
  }

  /** Some of them are named by the samples as victims: those everybody deals with. */
  @Test
  void noOrdinaryAddressIsListedOnceAllSamplesAreImported() throws IOException {
    load(ListingFormat.REVOKE, approvals().toArray(Path[]::new));
    load(ListingFormat.ADDRESSES, Samples.file("defihacklabs-addresses.json"));
    AddressListings lists = lists();
    List<String> listed = new ArrayList<>();
    for (WalletAddress address : BundledListings.ordinary()) {
      if (lists.of(address).stream().anyMatch(Listing::stands)) {
        listed.add(address.normalized());
      }
    }
    assertThat(listed).isEmpty();
  }

  @Test
  void theKnownWhiteHatIsToldAsSuchAfterListsCalledItAttacker() throws IOException {
    load(ListingFormat.ADDRESSES, Samples.file("defihacklabs-addresses.json"));
    List<Listing> found =
        lists().of(WalletAddress.parse("a", "0xc0ffeebabe5d496b2dde509f9fa189c25cf29671"));
    assertThat(found).anyMatch(l -> l.kind() == Kind.WHITE_HAT && l.stands());
    assertThat(found)
        .filteredOn(l -> l.kind() == Kind.ATTACKER)
        .isNotEmpty()
        .allMatch(l -> l.status() == Status.DISPUTED);
  }

  @Test
  void sanctionsAreReadLineByLine() throws IOException {
    Path file =
        file(
            "ofac.txt",
            """
            # comment
            0x098B716B8Aaf21512996dC57EB0615e2383E2f96

            1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
            TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t
            lazarus.eth
            LdP8Qox1VAhCzLJNqrr74YovaWYyNBUWvL
            """);
    Result result = load(ListingFormat.OFAC, file);
    assertThat(result.read()).isEqualTo(5);
    assertThat(result.quarantined()).hasSize(2);
    assertThat(result.quarantined().getFirst().row()).isEqualTo("ofac line 6");
    assertThat(result.quarantined().getFirst().reason()).contains("is a name");
    assertThat(lists().of(WalletAddress.parse("a", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")))
        .extracting(Listing::kind)
        .containsExactly(Kind.SANCTIONED);
    assertThat(load(ListingFormat.OFAC, file).unchanged()).isEqualTo(3);
  }

  @Test
  void aNewerListOfSanctionsDelistsWhomItNoLongerNames() throws IOException {
    String one = "0x7e57000000000000000000000000000000000001\n";
    String two = "0x7e57000000000000000000000000000000000002\n";
    String three = "0x7e57000000000000000000000000000000000003\n";
    load(ListingFormat.OFAC, file("old.txt", one + two + three));
    Result bitcoin =
        load(ListingFormat.OFAC, file("btc.txt", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
    assertThat(bitcoin.gone()).as("a list of one family says nothing of another").isZero();
    Path newer = file("new.txt", one + three);
    Result result = load(ListingFormat.OFAC, newer);
    addUp(result);
    assertThat(result.gone()).isOne();
    assertThat(result.unchanged()).isEqualTo(2);
    assertThat(lists().of(WalletAddress.parse("a", two.strip())))
        .singleElement()
        .satisfies(gone -> {
          assertThat(gone.status()).isEqualTo(Status.DELISTED);
          assertThat(gone.label()).contains("taken off by 2026-11-26");
        });
    assertThat(load(ListingFormat.OFAC, newer).gone()).as("it is told once").isZero();
    Result back = load(ListingFormat.OFAC, file("back.txt", one + two + three));
    addUp(back);
    assertThat(lists().of(WalletAddress.parse("a", two.strip())))
        .singleElement()
        .satisfies(listed -> assertThat(listed.status()).isEqualTo(Status.LISTED));
  }

  @Test
  void aPartOfAListOfSanctionsDelistsNobody() throws IOException {
    String one = "0x7e57000000000000000000000000000000000001\n";
    String others =
        "0x7e57000000000000000000000000000000000002\n0x7e57000000000000000000000000000000000003\n";
    load(ListingFormat.OFAC, file("all.txt", one + others));
    assertThatThrownBy(() -> load(ListingFormat.OFAC, file("part.txt", one)))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("taken for a part");
    assertThat(new ListingStore(home).read()).hasSize(3).allMatch(Listing::stands);
  }

  @Test
  void aNewerFileOfAnExploitDelistsWhatItNoLongerNames() throws IOException {
    String rows =
        """
        {"name": "Router", "date": "2024-01-02", "addresses": [
          {"chainId": 1, "address": "0x7e57000000000000000000000000000000000001"}%s]}
        """;
    String second =
        ", {\"chainId\": 56, \"address\": \"0x7e57000000000000000000000000000000000001\"}";
    load(ListingFormat.REVOKE, file("router.json", rows.formatted(second)));
    load(ListingFormat.REVOKE, file("other.json", revoke("Other", 1)));
    Result result = load(ListingFormat.REVOKE, file("router.json", rows.formatted("")));
    assertThat(result.gone()).isOne();
    assertThat(lists().of(WalletAddress.parse("a", "0x7e57000000000000000000000000000000000001")))
        .extracting(l -> l.chain().flatMap(Chain::eip155).orElseThrow(), Listing::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(1L, Status.LISTED),
            org.assertj.core.groups.Tuple.tuple(56L, Status.DELISTED));
    assertThat(lists().of(WalletAddress.parse("a", "0x7e57000000000000000000000000000000000abc")))
        .allMatch(Listing::stands);
  }

  @Test
  void whatIsTakenOffOneExploitStaysListedForAnother() throws IOException {
    WalletAddress both = WalletAddress.parse("a", "0x7e57000000000000000000000000000000000abc");
    Path first = file("first.json", revoke("Hack of 2022", 1));
    Path second = file("second.json", revoke("Hack of 2023", 1));
    load(ListingFormat.REVOKE, first, second);
    Path shorter = file("shorter.json", revoke("Hack of 2022", 1).replace("abc", "abd"));
    assertThat(load(ListingFormat.REVOKE, shorter).gone()).isOne();
    load(ListingFormat.REVOKE, second);
    assertThat(lists().of(both))
        .extracting(Listing::label, Listing::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "Hack of 2022 (taken off by 2026-11-26)", Status.DELISTED),
            org.assertj.core.groups.Tuple.tuple("Hack of 2023", Status.LISTED));
    load(ListingFormat.REVOKE, first);
    load(ListingFormat.REVOKE, shorter, second);
    assertThat(lists().of(both))
        .as("whether it is imported alone or with the other")
        .extracting(Listing::status)
        .containsExactlyInAnyOrder(Status.DELISTED, Status.LISTED);
    assertThat(lists().of(both)).filteredOn(Listing::stands).hasSize(1);
  }

  @Test
  void aListWithoutDatesGetsNoneAndMovesNoDateOfTheData() throws IOException {
    String before = lists().overview().newest().map(Object::toString).orElse("none");
    load(ListingFormat.OFAC, file("ofac.txt", "0x7e57000000000000000000000000000000000001\n"));
    AddressListings lists = lists();
    assertThat(lists.of(WalletAddress.parse("a", "0x7e57000000000000000000000000000000000001")))
        .singleElement()
        .satisfies(listing -> {
          assertThat(listing.listDate()).isEmpty();
          assertThat(listing.seen().orElseThrow().first()).hasToString("2026-11-26");
        });
    assertThat(lists.overview().newest().map(Object::toString)).contains(before);
  }

  @Test
  void aFaultInOneFileKeepsAllOut() throws IOException {
    Path good = file("good.json", revoke("Good", 1));
    Path bad = file("bad.json", "{\"name\": \"Bad\", \"addre");
    assertThatThrownBy(() -> load(ListingFormat.REVOKE, good, bad))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("nothing was imported");
    assertThat(new ListingStore(home).read()).isEmpty();
    assertThatThrownBy(() -> load(ListingFormat.OFAC, good)).isInstanceOf(UnreadableFile.class);
    assertThatThrownBy(() -> load(ListingFormat.ADDRESSES, good))
        .isInstanceOf(UnreadableFile.class);
    assertThatThrownBy(() -> load(ListingFormat.REVOKE, home.resolve("none.json")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void aRunningServerNoticesAnImport() throws Exception {
    AddressListings lists = lists();
    WalletAddress spender = WalletAddress.parse("a", "0x7e57000000000000000000000000000000000abc");
    assertThat(lists.of(spender)).isEmpty();
    load(ListingFormat.REVOKE, file("late.json", revoke("Late", 56)));
    long end = System.nanoTime() + 10_000_000_000L;
    while (lists.of(spender).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    assertThat(lists.of(spender)).extracting(Listing::label).containsExactly("Late");
  }

  @Test
  void hostileTextsAreCappedAndCleaned() throws IOException {
    load(ListingFormat.REVOKE, file("h.json", revoke("evil \\u001b[31m" + "x".repeat(500), 1)));
    Listing listing =
        lists()
            .of(WalletAddress.parse("a", "0x7e57000000000000000000000000000000000abc"))
            .getFirst();
    assertThat(listing.label()).hasSizeLessThanOrEqualTo(80).doesNotContain("\u001b");
  }

  private static String revoke(String name, int chain) {
    return """
    {"name": "%s", "description": "", "date": "2024-01-02", "amount": 1, "metaArticleUrls": [],
     "addresses": [{"chainId": %d, "address": "0x7e57000000000000000000000000000000000abc"}]}
    """
        .formatted(name, chain);
  }
}
