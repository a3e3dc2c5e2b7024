package ai.kamiyo.adapters.kamiyo;

import ai.kamiyo.adapters.kamiyo.KamiyoSettings.DefiLlama;
import ai.kamiyo.adapters.kamiyo.KamiyoSettings.Upstream;
import ai.kamiyo.adapters.kamiyo.feed.DefiLlamaFeed;
import ai.kamiyo.adapters.kamiyo.feed.FallbackFeed;
import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.KamiyoFeed;
import ai.kamiyo.adapters.kamiyo.feed.LiveFeed;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolsFeed;
import ai.kamiyo.adapters.kamiyo.feed.TableFeed;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.LiveSources;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.adapters.kamiyo.web.WebServer.Bearer;
import ai.kamiyo.domain.exploit.ExploitFeed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the live feeds that the settings name. */
final class UpstreamFeeds {
  private static final long LONGEST_ANSWER = 32L << 20;
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final Duration DEFILLAMA_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEFILLAMA_PACE = Duration.ofHours(1);
  private static final int FIFTH = 5;
  private static final URI DEFILLAMA_PAID = URI.create("https://pro-api.llama.fi");

  private final KamiyoSettings settings;
  private final Optional<ExploitFeed> table;
  private final Clock clock;

  UpstreamFeeds(KamiyoSettings settings, Optional<ExploitFeed> table, Clock clock) {
    this.settings = settings;
    this.table = table.filter(feed -> settings.feeds().contains(feed.name()));
    this.clock = clock;
  }

  LiveSources all() {
    List<LiveFeed<FeedCopy>> feeds = new ArrayList<>();
    Optional<LiveFeed<ProtocolList>> protocols = Optional.empty();
    Optional<LiveFeed<FeedCopy>> rows = table.map(t -> new TableFeed(t, settings.refresh(), clock));
    if (settings.feeds().contains("kamiyo") && settings.upstream().isPresent()) {
      LiveFeed<FeedCopy> api = kamiyo(settings.upstream().get());
      feeds.add(rows.<LiveFeed<FeedCopy>>map(second -> new FallbackFeed(api, second)).orElse(api));
    } else {
      rows.ifPresent(feeds::add);
    }
    if (settings.feeds().contains("defillama")) {
      feeds.add(hacks());
      protocols = Optional.of(protocols());
    }
    return new LiveSources(feeds, protocols);
  }

  static Bearer bearer(Upstream upstream) {
    return new Bearer("KAMIYO_API_KEY", upstream.key());
  }

  private LiveFeed<FeedCopy> kamiyo(Upstream upstream) {
    Duration pace = settings.refresh();
    WebServer server = server(KamiyoFeed.SPOKEN, bearer(upstream), upstream.timeout(), pace);
    return new KamiyoFeed(server, upstream.url(), pace, clock);
  }

  private LiveFeed<FeedCopy> hacks() {
    Duration pace = defiLlamaPace(settings.refresh());
    return new DefiLlamaFeed(defiLlama(pace), address(settings.defiLlama(), "hacks"), pace, clock);
  }

  private LiveFeed<ProtocolList> protocols() {
    Duration pace = defiLlamaPace(settings.refresh());
    URI address = address(settings.defiLlama(), "protocols");
    return new ProtocolsFeed(defiLlama(pace), address, pace, clock);
  }

  private WebServer defiLlama(Duration pace) {
    Bearer none = new Bearer("DEFILLAMA_API_KEY", Optional.empty());
    return server("DefiLlama", none, DEFILLAMA_TIMEOUT, pace);
  }

  /** How often DefiLlama is asked where everything else is at this pace. */
  static Duration defiLlamaPace(Duration refresh) {
    return jittered(refresh.compareTo(DEFILLAMA_PACE) > 0 ? refresh : DEFILLAMA_PACE);
  }

  /** A fifth more or less, so that servers do not ask in step; never below the hour. */
  private static Duration jittered(Duration pace) {
    long spread = pace.dividedBy(FIFTH).toMillis();
    long least = Math.max(DEFILLAMA_PACE.toMillis(), pace.toMillis() - spread);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(least, pace.toMillis() + spread));
  }

  /** The paid path has the key between host and path. */
  static URI address(DefiLlama defiLlama, String list) {
    boolean paid = defiLlama.key().isPresent();
    URI base = paid && defiLlama.url().equals(DefiLlama.PUBLIC) ? DEFILLAMA_PAID : defiLlama.url();
    String text = base.toString();
    String slashed = text.endsWith("/") ? text : text + "/";
    return URI.create(
        slashed
            + defiLlama
                .key()
                .map(key -> URLEncoder.encode(key, StandardCharsets.UTF_8) + "/api/" + list)
                .orElse(list));
  }

  private WebServer server(String name, Bearer bearer, Duration timeout, Duration pace) {
    Duration rest = pace.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : pace.dividedBy(2);
    return new WebServer(name, bearer, new WebServer.Limits(timeout, LONGEST_ANSWER, rest), clock);
  }
}
