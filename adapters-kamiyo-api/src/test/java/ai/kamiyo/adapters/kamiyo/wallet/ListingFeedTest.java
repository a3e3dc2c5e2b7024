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
    pages.put("/list/index.json", "[\"router\", \"../../etc/passwd\"]");
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
    assertThat(read(ListingFormat.REVOKE, "/list").entries()).hasSize(1);
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
    assertThat(copy.entries()).hasSize(1);
    assertThat(copy.source(1).error()).isPresent();
    pages.put("/list/index.json", "<html>");
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    assertThat(read(ListingFormat.REVOKE, "/list").entries()).hasSize(1);
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
    assertThat(copy.entries())
        .filteredOn(listing -> listing.address().equals(Wallets.evm(2)))
        .singleElement()
        .satisfies(gone -> {
          assertThat(gone.status()).isEqualTo(Status.DELISTED);
          assertThat(gone.listDate()).as("the list gives no dates").isEmpty();
          assertThat(gone.seen().orElseThrow().first()).hasToString("2026-11-26");
          assertThat(gone.label()).contains("taken off by 2026-11-28");
        });
    assertThat(copy.entries())
        .filteredOn(listing -> listing.status() == Status.LISTED)
        .as("those that stay keep the day on which they were first seen")
        .hasSize(2)
        .allSatisfy(stays -> {
          assertThat(stays.listDate()).isEmpty();
          assertThat(stays.seen().orElseThrow().first()).hasToString("2026-11-26");
        });
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    pages.put("/ofac.txt", one + "\n" + two + "\n" + three + "\n");
    assertThat(read(ListingFormat.OFAC, "/ofac.txt").entries())
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
    assertThat(read(ListingFormat.REVOKE, "/list").entries()).hasSize(2).allMatch(Listing::stands);
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
    Path file = java.nio.file.Files.writeString(home.resolve("ofac.txt"), all);
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
    assertThat(copy.entries()).hasSize(3).allMatch(Listing::stands);
    assertThat(copy.state().error().orElseThrow()).contains("taken for broken");
  }
}
