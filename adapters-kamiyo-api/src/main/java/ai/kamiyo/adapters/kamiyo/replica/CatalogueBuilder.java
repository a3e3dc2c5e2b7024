package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds the catalogue out of what is bundled, imported, and read from live feeds. Thread-safe. */
final class CatalogueBuilder {
  private final Selection selection;
  private final Clock clock;

  CatalogueBuilder(Selection selection, Clock clock) {
    this.selection = selection;
    this.clock = clock;
  }

  /**
   * The catalogue; what it learns about ids and times goes into the kept register.
   *
   * @param copies of live feeds, by name
   * @param changing whether this is a change, whose moment changed exploits are stamped with
   */
  Catalogue build(Kept kept, Map<String, FeedCopy> copies, boolean changing) {
    // Read anew each time: a build is rare, and what it reads is large.
    BundledFeed feed = new BundledFeed();
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    if (selection.bundled()) {
      feed.read().reports().forEach(report -> reports.put(report.key(), report));
    }
    if (selection.imported()) {
      reports.putAll(kept.reports());
    }
    // A row that was imported and is also read live is what it says today.
    selection.among(copies).values().forEach(copy -> reports.putAll(copy.reports()));
    Optional<Instant> now = changing ? Optional.of(clock.instant()) : Optional.empty();
    return Catalogue.of(
        reports.values(),
        new Normaliser(new Directory(feed.directory())),
        new Quarantine(clock),
        new Identities(kept.register(), BundledFeed.PUBLISHED, now));
  }
}
