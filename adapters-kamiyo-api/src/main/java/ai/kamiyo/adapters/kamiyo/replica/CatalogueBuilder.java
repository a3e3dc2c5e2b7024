package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the catalogue out of what is bundled and what was imported. Thread-safe. */
final class CatalogueBuilder {
  private final Sources sources;
  private final Clock clock;

  CatalogueBuilder(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** Which of our own sources take part. */
  record Sources(boolean bundled, boolean imported) {}

  /**
   * The catalogue; what it learns about ids and times goes into the kept register.
   *
   * @param changing whether this is a change, whose moment changed exploits are stamped with
   */
  Catalogue build(Kept kept, boolean changing) {
    // Read anew each time: a build is rare, and what it reads is large.
    BundledFeed feed = new BundledFeed();
    List<ExploitReport> bundled = sources.bundled ? feed.read().reports() : List.of();
    List<ExploitReport> reports = new ArrayList<>(bundled);
    if (sources.imported) {
      reports.addAll(kept.reports().values());
    }
    Optional<Instant> now = changing ? Optional.of(clock.instant()) : Optional.empty();
    return Catalogue.of(
        reports,
        new Normaliser(new Directory(feed.directory())),
        new Quarantine(clock),
        new Identities(kept.register(), BundledFeed.PUBLISHED, now));
  }
}
