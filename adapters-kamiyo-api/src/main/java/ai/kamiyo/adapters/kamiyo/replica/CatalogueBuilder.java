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
  private Optional<Normaliser> normaliser = Optional.empty();
  private List<ExploitReport> bundled = List.of();

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
  synchronized Catalogue build(Kept kept, boolean changing) {
    List<ExploitReport> reports = new ArrayList<>(bundled());
    if (sources.imported) {
      reports.addAll(kept.reports().values());
    }
    Optional<Instant> now = changing ? Optional.of(clock.instant()) : Optional.empty();
    return Catalogue.of(
        reports,
        normaliser(),
        new Quarantine(clock),
        new Identities(kept.register(), BundledFeed.PUBLISHED, now));
  }

  /** The bundled reports, read once. */
  synchronized List<ExploitReport> bundled() {
    if (sources.bundled && bundled.isEmpty()) {
      bundled = new BundledFeed().read().reports();
    }
    return bundled;
  }

  private Normaliser normaliser() {
    if (normaliser.isEmpty()) {
      normaliser = Optional.of(new Normaliser(new Directory(new BundledFeed().directory())));
    }
    return normaliser.get();
  }
}
