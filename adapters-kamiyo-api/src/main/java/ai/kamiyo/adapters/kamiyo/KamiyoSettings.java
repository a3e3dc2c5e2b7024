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
 * @param refresh how often a running server looks for new imports
 * @param offline whether every outgoing request is forbidden
 */
public record KamiyoSettings(
    Path home, Set<String> feeds, Duration refresh, boolean offline, Optional<Upstream> upstream) {
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
}
