package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** One installation's catalogue: read by its replica, changed by imports. */
public final class Catalogues {
  /** New imports are looked for at least this often; looking costs one call of stat. */
  private static final Duration GLANCE = Duration.ofSeconds(5);

  private final ImportStore store;
  private final IndexStore indexes;
  private final Clock clock;

  public Catalogues(Path home, Clock clock) {
    this.store = new ImportStore(home);
    this.indexes = IndexStore.in(home.resolve("index"));
    this.clock = clock;
  }

  /** The replica of these feeds, not yet started. */
  public Replica replica(Set<String> feeds, Duration refresh) {
    var sources =
        new CatalogueBuilder.Sources(feeds.contains("bundled"), feeds.contains("imported"));
    Duration glance = refresh.compareTo(GLANCE) < 0 ? refresh : GLANCE;
    return new Replica(store, new CatalogueBuilder(sources, clock), sources, indexes, glance);
  }

  /** Imports know all sources, whatever the replica shows, so that ids agree everywhere. */
  public IncidentImport incidentImport() {
    var all = new CatalogueBuilder.Sources(true, true);
    return new IncidentImport(store, new CatalogueBuilder(all, clock));
  }
}
