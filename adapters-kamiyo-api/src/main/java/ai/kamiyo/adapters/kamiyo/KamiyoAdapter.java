package ai.kamiyo.adapters.kamiyo;

import ai.kamiyo.adapters.kamiyo.replica.Catalogues;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.Freshness;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport;
import ai.kamiyo.adapters.kamiyo.replica.Replica;
import ai.kamiyo.adapters.kamiyo.search.LuceneExploitSearch;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.health.HealthProbe;
import java.time.Clock;
import java.util.List;

/**
 * The door of this module: incidents, found and imported. Nothing is loaded before {@link #start}.
 * Thread-safe.
 */
public final class KamiyoAdapter implements AutoCloseable {
  private final Catalogues catalogues;
  private final Replica replica;
  private final ExploitSearch search;
  private final HealthProbe api;

  public KamiyoAdapter(KamiyoSettings settings, Clock clock) {
    catalogues = new Catalogues(settings.home(), clock);
    replica =
        catalogues.replica(
            settings.feeds(),
            new UpstreamFeeds(settings, clock).all(),
            new Freshness(settings.refresh(), settings.offline(), settings.maxStaleness()));
    search = new LuceneExploitSearch(replica, clock);
    api = ApiProbe.of(settings);
  }

  /**
   * Begins to load the incidents in the background, and to read live feeds; public ones wait until
   * somebody asks for incidents.
   */
  public void start() {
    replica.start();
  }

  /** Begins to read public feeds too, as a server does that many share. */
  public void startPublic() {
    replica.startPublic();
  }

  public ExploitSearch exploitSearch() {
    return search;
  }

  /** Tries the KAMIYO API, if one is configured. */
  public HealthProbe apiProbe() {
    return api;
  }

  public IncidentImport incidentImport() {
    return catalogues.incidentImport();
  }

  /** What the current data hold back, and why. */
  public List<Quarantined> quarantined() {
    return replica.awaited().quarantined();
  }

  @Override
  public void close() {
    replica.close();
  }
}
