package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.KamiyoSettings;
import ai.kamiyo.adapters.kamiyo.evidence.ExplorerEvidence;
import ai.kamiyo.adapters.kamiyo.evidence.RpcEvidence;
import ai.kamiyo.adapters.kamiyo.replica.Importer;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.wallet.WalletEvidence;
import ai.kamiyo.domain.wallet.WalletMonitor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that wallet checks need, put together: lists, their feeds and imports, and evidence. */
public final class WalletChecks implements AutoCloseable {
  private static final WebServer.Limits LIST_LIMITS =
      new WebServer.Limits(Duration.ofSeconds(30), 16L << 20, Duration.ofMinutes(1));

  private static final WebServer.Bearer PUBLIC =
      new WebServer.Bearer("KAMIYO_LISTING_FEEDS", Optional.empty());

  private final KamiyoSettings settings;
  private final Clock clock;
  private final ListingStore store;
  private final ListingKeeper keeper;
  private final Optional<WalletEvidence> evidence;
  private final WalletMonitor monitor;

  public WalletChecks(KamiyoSettings settings, Snapshots incidents, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    store = new ListingStore(settings.home());
    List<ListingCopy> copies = new ArrayList<>();
    Map<ListingFeed, ListingCopy> feeds = new LinkedHashMap<>();
    settings
        .wallet()
        .listingFeeds()
        .forEach((name, address) -> {
          ListingFormat format = ListingFormat.named(name).orElseThrow();
          ListingCopy copy = new ListingCopy(settings.home(), name);
          WebServer server = new WebServer("the list " + name, PUBLIC, LIST_LIMITS, clock);
          copies.add(copy);
          feeds.put(new ListingFeed(format, address, server), copy);
        });
    keeper = new ListingKeeper(settings.offline() ? Map.of() : feeds, clock);
    evidence = evidence();
    monitor =
        new EvidenceWalletMonitor(
            new ListedAddresses(incidents, store, copies), evidence, missing(), clock);
  }

  private Optional<WalletEvidence> evidence() {
    KamiyoSettings.Wallet wallet = settings.wallet();
    if (settings.offline()) {
      return Optional.empty();
    }
    return switch (wallet.provider()) {
      case "etherscan" ->
          Optional.of(ExplorerEvidence.etherscan(wallet.etherscan(), wallet.etherscanKey(), clock));
      case "blockscout" ->
          wallet.blockscout().isEmpty()
              ? Optional.empty()
              : Optional.of(ExplorerEvidence.blockscout(wallet.blockscout(), clock));
      case "rpc" ->
          wallet.rpc().isEmpty()
              ? Optional.empty()
              : Optional.of(new RpcEvidence(wallet.rpc(), clock));
      default -> Optional.empty();
    };
  }

  private String missing() {
    if (settings.offline()) {
      return "KAMIYO_OFFLINE forbids it; unset it, and set WALLET_EVIDENCE";
    }
    return switch (settings.wallet().provider()) {
      case "blockscout" -> "set BLOCKSCOUT_URLS, which WALLET_EVIDENCE=blockscout needs";
      case "rpc" -> "set EVM_RPC_URLS, which WALLET_EVIDENCE=rpc needs";
      default -> "set WALLET_EVIDENCE to etherscan, blockscout or rpc";
    };
  }

  /** Begins to read live lists in the background. */
  public void start() {
    keeper.start();
  }

  public WalletMonitor monitor() {
    return monitor;
  }

  /** An importer of listed addresses in this format; empty if there is none of this name. */
  public Optional<Importer> importer(String format) {
    return ListingFormat.named(format).map(f -> new ListingImport(f, store, clock));
  }

  @Override
  public void close() {
    keeper.close();
    evidence.ifPresent(WalletEvidence::close);
  }
}
