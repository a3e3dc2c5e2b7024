package ai.kamiyo.adapters.kamiyo.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.access.SettableClock;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.Wallets;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live lists, read from a server on this machine that has the shape of the real ones. */
class ListingFeedTest {
  @TempDir Path home;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T00:00:00Z"));
  private HttpServer http;
  private WebServer server;

  @BeforeEach
  void serve() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = page == null ? new byte[0] : page.getBytes(UTF_8);
          exchange.sendResponseHeaders(
              page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    server =
        new WebServer(
            "the list",
            new WebServer.Bearer("KAMIYO_LISTING_FEEDS", Optional.empty()),
            new WebServer.Limits(Duration.ofSeconds(5), 1 << 20, Duration.ofMillis(1)),
            clock);
  }

  @AfterEach
  void end() {
    server.close();
    http.stop(0);
  }

  private ListingCopy read(ListingFormat format, String path) throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    ListingCopy copy = new ListingCopy(home, format.label());
    new ListingKeeper(Map.of(new ListingFeed(format, url, server), copy), clock).readAll();
    return copy;
  }

  private static WalletAddress spender() {
    return Wallets.evm(0xabc);
  }

  private void revokeList(String folder) {
    pages.put("/list/index.json", "[\"router\"]");
    pages.put(
        "/list" + folder + "/router.json",
        """
        {"name": "Router", "date": "2024-01-02", "addresses": [{"chainId": 56, "address": "%s"}]}
        """
            .formatted(spender().normalized()));
  }

  @Test
  void theRevokeListIsReadFileByFileAndServesTheLists() throws Exception {
    revokeList("/exploits");
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    assertThat(copy.state().error()).isEmpty();
    AddressListings lists =
        new ListedAddresses(
            ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of(copy));
    assertThat(lists.of(spender())).extracting(Listing::label).containsExactly("Router");
    assertThat(lists.overview().sources())
        .anySatisfy(source -> {
          assertThat(source.name()).isEqualTo("revoke");
          assertThat(source.fetchedAt()).contains(clock.instant());
        });
  }

  @Test
  void itsFilesMayLieBesideItsIndex() throws Exception {
    revokeList("");
    assertThat(read(ListingFormat.REVOKE, "/list").content().entries()).hasSize(1);
  }

  @Test
  void itIsReadOnceADay() throws Exception {
    revokeList("/exploits");
    read(ListingFormat.REVOKE, "/list");
    int first = requests.get();
    clock.set(clock.instant().plus(Duration.ofHours(23)));
    read(ListingFormat.REVOKE, "/list");
    assertThat(requests.get()).isEqualTo(first);
    clock.set(clock.instant().plus(Duration.ofHours(2)));
    read(ListingFormat.REVOKE, "/list");
    assertThat(requests.get()).isGreaterThan(first);
  }

  @Test
  void afterAFailureTheLastGoodCopyStaysAndTheFaultIsTold() throws Exception {
    revokeList("/exploits");
    read(ListingFormat.REVOKE, "/list");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.clear();
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    assertThat(copy.content().entries()).hasSize(1);
    assertThat(copy.source(copy.content()).error()).isPresent();
    pages.put("/list/index.json", "<html>");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    assertThat(read(ListingFormat.REVOKE, "/list").content().entries()).hasSize(1);
  }

  /** Litecoin and Monero, for example, of which no wallet can be checked. */
  @Test
  void addressesOfChainsThatAreNotKnownHereAreNoFault() throws Exception {
    String foreign =
        "LUwUD9VuNEr3wL9jpr6fNmSd9XSxTyUEvh\n44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H\n";
    pages.put("/ofac.txt", Wallets.evm(1).key() + "\n" + Wallets.evm(2).key() + "\n" + foreign);
    read(ListingFormat.OFAC, "/ofac.txt");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", Wallets.evm(1).key() + "\n" + foreign);
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(copy.state().error()).isEmpty();
    assertThat(copy.content().entries())
        .filteredOn(listing -> listing.address().equals(Wallets.evm(2)))
        .singleElement()
        .satisfies(gone -> assertThat(gone.status()).isEqualTo(Status.DELISTED));
  }

  @Test
  void whoIsTakenOffTheSanctionsIsToldAsDelisted() throws Exception {
    String one = Wallets.evm(1).normalized();
    String two = Wallets.evm(2).normalized();
    String three = Wallets.evm(3).normalized();
    pages.put("/ofac.txt", one + "\n" + two + "\n" + three + "\n");
    read(ListingFormat.OFAC, "/ofac.txt");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", one + "\n" + three + "\n");
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(copy.content().entries())
        .filteredOn(listing -> listing.address().equals(Wallets.evm(2)))
        .singleElement()
        .satisfies(gone -> {
          assertThat(gone.status()).isEqualTo(Status.DELISTED);
          assertThat(gone.listDate()).as("the list gives no dates").isEmpty();
          assertThat(gone.seen().orElseThrow().first()).hasToString("2026-11-26");
          assertThat(gone.label()).contains("taken off by 2026-11-28");
        });
    assertThat(copy.content().entries())
        .filteredOn(listing -> listing.status() == Status.LISTED)
        .as("those that stay keep the day on which they were first seen")
        .hasSize(2)
        .allSatisfy(stays -> {
          assertThat(stays.listDate()).isEmpty();
          assertThat(stays.seen().orElseThrow().first()).hasToString("2026-11-26");
        });
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", one + "\n" + two + "\n" + three + "\n");
    assertThat(read(ListingFormat.OFAC, "/ofac.txt").content().entries())
        .as("and who comes back is listed again")
        .allMatch(listing -> listing.status() == Status.LISTED);
  }

  @Test
  void anExploitThatIsTakenOffTheRevokeListIsToldAsDelisted() throws Exception {
    revokeList("/exploits");
    pages.put("/list/index.json", "[\"router\", \"bridge\"]");
    pages.put(
        "/list/exploits/bridge.json",
        """
        {"name": "Bridge", "date": "2024-03-04", "addresses": [{"chainId": 1, "address": "%s"}]}
        """
            .formatted(Wallets.evm(0xdef).normalized()));
    assertThat(read(ListingFormat.REVOKE, "/list").content().entries())
        .hasSize(2)
        .allMatch(Listing::stands);
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/list/index.json", "[\"bridge\"]");
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    AddressListings lists =
        new ListedAddresses(
            ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of(copy));
    assertThat(lists.of(spender()))
        .singleElement()
        .satisfies(gone -> {
          assertThat(gone.status()).isEqualTo(Status.DELISTED);
          assertThat(gone.label()).isEqualTo("Router (taken off by 2026-11-28)");
          assertThat(gone.listDate().orElseThrow()).hasToString("2024-01-02");
        });
    assertThat(lists.of(Wallets.evm(0xdef))).allMatch(Listing::stands).hasSize(1);
  }

  @Test
  void whatALiveListTakesOffIsTakenOffTheImportedAndTheBundledOnes() throws Exception {
    WalletAddress bundled =
        BundledListings.entries().stream()
            .filter(l -> l.kind() == Listing.Kind.SANCTIONED && l.stands())
            .findFirst()
            .orElseThrow()
            .address();
    String all = bundled.key() + "\n" + Wallets.evm(1).key() + "\n" + Wallets.evm(2).key() + "\n";
    Path file = Files.writeString(home.resolve("ofac.txt"), all);
    new ListingImport(ListingFormat.OFAC, new ListingStore(home), clock)
        .load(List.of(file), bytes -> {});
    pages.put("/ofac.txt", all);
    read(ListingFormat.OFAC, "/ofac.txt");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", Wallets.evm(1).key() + "\n" + Wallets.evm(2).key() + "\n");
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    AddressListings lists =
        new ListedAddresses(
            ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of(copy));
    assertThat(lists.of(bundled))
        .as("the bundled, the imported and the live entry")
        .hasSize(3)
        .allMatch(listing -> listing.status() == Status.DELISTED);
    assertThat(lists.of(Wallets.evm(1))).allMatch(Listing::stands);
  }

  @Test
  void aListThatShrinksToLessThanHalfIsTakenForBroken() throws Exception {
    pages.put(
        "/ofac.txt",
        Wallets.evm(1).key() + "\n" + Wallets.evm(2).key() + "\n" + Wallets.evm(3).key() + "\n");
    read(ListingFormat.OFAC, "/ofac.txt");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", Wallets.evm(1).key() + "\n");
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(copy.content().entries()).hasSize(3).allMatch(Listing::stands);
    assertThat(copy.state().error().orElseThrow()).contains("taken for broken");
  }

  @Test
  void aNameInItsIndexThatIsNoneOfAFileIsNotAskedForAndTold() throws Exception {
    revokeList("/exploits");
    read(ListingFormat.REVOKE, "/list");
    int whole = requests.get();
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/list/index.json", "[\"router\", \"../../etc/passwd\"]");
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    assertThat(requests.get()).isEqualTo(2 * whole);
    assertThat(copy.content().entries()).hasSize(1).allMatch(Listing::stands);
    assertThat(copy.source(copy.content()).error().orElseThrow()).contains("index.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "{\"name\": \"Router\", \"addresses\": [{\"chainId\": 56, \"address\": \"0x12\"}]}",
        "{\"name\": \"Router\", \"addresses\": [{\"chainId\": \"\"}]}"
      })
  void aFileOfTheRevokeListThatCannotBeReadDelistsNothingAndIsTold(String damaged)
      throws Exception {
    revokeList("/exploits");
    pages.put("/list/index.json", "[\"bridge\", \"router\"]");
    pages.put(
        "/list/exploits/bridge.json",
        """
        {"name": "Bridge", "date": "2024-03-04", "addresses": [{"chainId": 1, "address": "%s"}]}
        """
            .formatted(Wallets.evm(0xdef).normalized()));
    read(ListingFormat.REVOKE, "/list");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/list/exploits/router.json", damaged);
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    AddressListings lists = listsWith(copy);
    assertThat(lists.of(spender()))
        .singleElement()
        .satisfies(held -> {
          assertThat(held.status()).isEqualTo(Status.LISTED);
          assertThat(held.label()).isEqualTo("Router");
        });
    assertThat(lists.of(Wallets.evm(0xdef))).hasSize(1).allMatch(Listing::stands);
    assertThat(errorOf(lists, "revoke").orElseThrow()).contains("router.json");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/list/index.json", "[\"bridge\"]");
    lists = listsWith(read(ListingFormat.REVOKE, "/list"));
    assertThat(lists.of(spender()))
        .extracting(Listing::status)
        .as("once all of it is read again")
        .containsExactly(Status.DELISTED);
    assertThat(errorOf(lists, "revoke")).isEmpty();
  }

  @Test
  void aLineOfTheSanctionsThatCannotBeReadDelistsNobodyAndIsToldUntilItIsMended() throws Exception {
    String one = Wallets.evm(1).key() + "\n";
    String three = Wallets.evm(3).key() + "\n";
    pages.put("/ofac.txt", one + Wallets.evm(2).key() + "\n" + three);
    read(ListingFormat.OFAC, "/ofac.txt");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", one + Wallets.evm(2).key().substring(0, 40) + "\n" + three);
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(copy.content().entries()).hasSize(3).allMatch(Listing::stands);
    assertThat(errorOf(listsWith(copy), "ofac").orElseThrow()).contains("line 2");
    int before = requests.get();
    clock.set(clock.instant().plus(Duration.ofHours(5)));
    read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(requests.get()).as("a bad line is no reason to ask all the time").isEqualTo(before);
    pages.put("/ofac.txt", one + Wallets.evm(2).key() + "\n" + three);
    clock.set(clock.instant().plus(Duration.ofHours(2)));
    copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(errorOf(listsWith(copy), "ofac")).isEmpty();
    assertThat(copy.content().entries()).hasSize(3).allMatch(Listing::stands);
  }

  @Test
  void whatAnImportTakesOffOneExploitStaysInTheLiveListForAnother() throws Exception {
    revokeList("/exploits");
    pages.put("/list/index.json", "[\"router\", \"later\"]");
    String router = pages.getOrDefault("/list/exploits/router.json", "");
    pages.put("/list/exploits/later.json", router.replace("Router", "Later"));
    ListingCopy copy = read(ListingFormat.REVOKE, "/list");
    clock.set(clock.instant().plus(Duration.ofDays(1)));
    ListingImport imports = new ListingImport(ListingFormat.REVOKE, new ListingStore(home), clock);
    for (String text : List.of(router, router.replace("abc\"", "abd\""))) {
      Path file = Files.writeString(home.resolve("router.json"), text);
      imports.load(List.of(file), bytes -> {});
    }
    assertThat(listsWith(copy).of(spender()))
        .filteredOn(Listing::stands)
        .extracting(Listing::label)
        .containsExactly("Later");
  }

  /** The ways in which a copy on disk is spoilt; "gone" deletes it. */
  @ParameterizedTest
  @ValueSource(strings = {"gone", "empty", "head", "cut", "line", "short"})
  void aSpoiltCopyIsToldAndReadAnewSoon(String how) throws Exception {
    pages.put("/ofac.txt", Wallets.evm(1).key() + "\n" + Wallets.evm(2).key() + "\n");
    ListingCopy copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(errorOf(listsWith(copy), "ofac")).isEmpty();
    spoil(home.resolve("replica/listings-ofac.jsonl"), how);
    AddressListings spoilt = listsWith(new ListingCopy(home, "ofac"));
    assertThat(errorOf(spoilt, "ofac").orElseThrow()).contains("its copy");
    if (how.equals("cut") || how.equals("line") || how.equals("short")) {
      assertThat(spoilt.of(Wallets.evm(1))).as("what is left serves").hasSize(1);
    }
    clock.set(clock.instant().plus(Duration.ofMinutes(11)));
    copy = read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(copy.content().entries()).hasSize(2).allMatch(Listing::stands);
    assertThat(errorOf(listsWith(copy), "ofac")).isEmpty();
    int whole = requests.get();
    clock.set(clock.instant().plus(Duration.ofHours(1)));
    read(ListingFormat.OFAC, "/ofac.txt");
    assertThat(requests.get()).isEqualTo(whole);
  }

  private static void spoil(Path file, String how) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String last = lines.getLast();
    String before = lines.get(0) + "\n" + lines.get(1) + "\n";
    Files.delete(file);
    switch (how) {
      case "gone" -> {}
      case "empty" -> Files.writeString(file, "");
      case "head" -> Files.writeString(file, "{}\n" + lines.get(1) + "\n" + last);
      case "cut" -> Files.writeString(file, before + last.substring(0, last.length() / 2));
      case "line" -> Files.writeString(file, before + last.replace("0x7", "0x"));
      case "short" -> Files.writeString(file, before);
      default -> throw new IllegalArgumentException(how);
    }
  }

  private AddressListings listsWith(ListingCopy copy) {
    return new ListedAddresses(
        ListedAddressesTest.NO_INCIDENTS, new ListingStore(home), List.of(copy));
  }

  private static Optional<String> errorOf(AddressListings lists, String list) {
    return lists.overview().sources().stream()
        .filter(source -> source.name().equals(list))
        .findFirst()
        .orElseThrow()
        .error();
  }
}
