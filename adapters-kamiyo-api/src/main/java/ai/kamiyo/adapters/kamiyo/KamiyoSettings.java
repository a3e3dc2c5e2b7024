package ai.kamiyo.adapters.kamiyo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
    DefiLlama defiLlama) {
  public KamiyoSettings {
    feeds = Set.copyOf(feeds);
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
