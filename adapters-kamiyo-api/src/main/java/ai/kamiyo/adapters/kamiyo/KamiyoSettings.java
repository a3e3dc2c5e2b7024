package ai.kamiyo.adapters.kamiyo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this adapter needs to know.
 *
 * @param home the directory of this installation's own files
 * @param feeds the names of the feeds that take part, as in KAMIYO_FEEDS
 * @param refresh how often a running server looks for new data
 * @param maxStaleness how old a live feed may be before its data are called stale
 * @param offline whether every outgoing request is forbidden
 */
public record KamiyoSettings(
    Path home,
    Set<String> feeds,
    Duration refresh,
    Duration maxStaleness,
    boolean offline,
    Optional<Upstream> upstream,
    DefiLlama defiLlama,
    Wallet wallet) {
  public KamiyoSettings {
    feeds = Set.copyOf(feeds);
  }

  /**
   * Where lists of addresses and evidence from chains come from.
   *
   * @param listingFeeds live lists by name ({@code revoke}, {@code ofac})
   * @param provider {@code none}, {@code etherscan}, {@code blockscout} or {@code rpc}, no other
   * @param blockscout instances by EIP-155 number
   * @param rpc nodes by EIP-155 number
   */
  public record Wallet(
      Map<String, URI> listingFeeds,
      String provider,
      Optional<String> etherscanKey,
      URI etherscan,
      Map<Long, URI> blockscout,
      Map<Long, URI> rpc) {
    /** Where Etherscan answers unless told otherwise. */
    public static final URI ETHERSCAN = URI.create("https://api.etherscan.io/v2/api");

    /** No live list, no evidence. */
    public static final Wallet NOTHING =
        new Wallet(Map.of(), "none", Optional.empty(), ETHERSCAN, Map.of(), Map.of());

    @Override
    public String toString() {
      return provider + " " + blockscout.keySet() + " " + rpc.keySet();
    }
  }

  /** The KAMIYO API. */
  public record Upstream(URI url, Optional<String> key, Duration timeout) {
    @Override
    public String toString() {
      return url.getHost() + (key.isPresent() ? " with a key" : " without a key");
    }
  }

  /**
   * DefiLlama's public API.
   *
   * @param url its base
   * @param key selects the paid path, which carries it
   */
  public record DefiLlama(URI url, Optional<String> key) {
    /** Where it answers unless told otherwise. */
    public static final URI PUBLIC = URI.create("https://api.llama.fi");

    @Override
    public String toString() {
      return url.getHost() + (key.isPresent() ? " with a key" : " without a key");
    }
  }
}
