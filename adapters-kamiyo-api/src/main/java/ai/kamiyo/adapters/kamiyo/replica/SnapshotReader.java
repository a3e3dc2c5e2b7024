package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.replica.ImportStore.Changed;
import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.IndexStore;
import ai.kamiyo.adapters.kamiyo.search.Interruption;
import ai.kamiyo.adapters.kamiyo.search.Snapshot;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a snapshot of all that is on disk; asks no network. Called by one thread at a time. */
final class SnapshotReader {
  private static final Logger LOG = System.getLogger(SnapshotReader.class.getName());

  private final ImportStore store;
  private final Copies copies;
  private final Selection selection;
  private final CatalogueBuilder shown;
  private final CatalogueBuilder whole;
  private final IndexStore indexes;
  private final Clock clock;
  private Kept lastKept = Kept.nothing();

  SnapshotReader(
      ImportStore store, Copies copies, Selection selection, IndexStore indexes, Clock clock) {
    this.store = store;
    this.copies = copies;
    this.selection = selection;
    this.indexes = indexes;
    this.clock = clock;
    shown = new CatalogueBuilder(selection, clock);
    whole = new CatalogueBuilder(Selection.ALL, clock);
  }

  /** Changes whenever what is on disk does. */
  long version() throws IOException {
    return version(importsVersion(), copies.version());
  }

  /** Changes whenever what live feeds have told does. */
  long liveVersion() throws IOException {
    return copies.version();
  }

  private long importsVersion() {
    try {
      return store.version();
    } catch (IOException forbidden) {
      return -1; // and whoever reads it will hear why
    }
  }

  private static long version(long kept, long live) {
    return kept * 31 + live;
  }

  /**
   * A snapshot, and of which version. What is written while it is being read counts as newer, so
   * that it is read the next time.
   */
  record Reading(Snapshot snapshot, long version) {}

  Reading read() throws IOException {
    long version = copies.version();
    Map<String, FeedCopy> live = copies.read();
    Changed<Kept> kept = live.isEmpty() ? keptIfShown() : registered(live);
    lastKept = kept.result();
    return new Reading(snapshot(lastKept, live), version(kept.version(), version));
  }

  /** What there is now, with imports and ids as they were when they could last be read. */
  Snapshot withoutNewImports() {
    return snapshot(lastKept, copies.read());
  }

  private Changed<Kept> keptIfShown() throws IOException {
    long version = importsVersion();
    return new Changed<>(selection.imported() ? store.read() : Kept.nothing(), version);
  }

  /**
   * What is kept, after the ids and times of everything that live feeds tell have been written
   * down: under all sources, shown or not, so that every server gives an exploit the same id.
   */
  private Changed<Kept> registered(Map<String, FeedCopy> live) throws IOException {
    long version = importsVersion();
    try {
      return store.change(kept -> {
        whole.build(kept, live, true);
        return new ImportStore.Outcome<>(kept, kept.register().isChanged());
      });
    } catch (IOException unwritable) { // a full disk is a plain one
      if (Interruption.caused(unwritable)) {
        throw unwritable;
      }
      LOG.log(Level.WARNING, "ids of exploits cannot be written down: " + unwritable);
      return new Changed<>(store.read(), version);
    }
  }

  private Snapshot snapshot(Kept kept, Map<String, FeedCopy> live) {
    Catalogue catalogue = shown.build(kept, live, false);
    LocalDate today = Coverage.day(clock.instant());
    List<FeedStatus> feeds = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>(catalogue.quarantined().values());
    if (selection.bundled()) {
      feeds.add(feed("bundled", catalogue.bundled(), List.of(), catalogue, today));
    }
    if (selection.imported()) {
      quarantined.addAll(kept.unreadable());
      feeds.add(feed("imported", kept.reports().values(), kept.unreadable(), catalogue, today));
    }
    selection
        .among(live)
        .forEach((name, copy) -> {
          quarantined.addAll(copy.unreadable());
          LocalDate fetched = Coverage.day(copy.fetchedAt());
          LocalDate read = fetched.isBefore(today) ? fetched : today;
          feeds.add(feed(name, copy.reports().values(), copy.unreadable(), catalogue, read));
        });
    DataStatus data = new DataStatus(Coverage.of(feeds), feeds, catalogue.exploits().size(), false);
    return new Snapshot(
        new ExploitIndex(catalogue.exploits(), indexes), data, quarantined, catalogue.surveyed());
  }

  private static FeedStatus feed(
      String name,
      Collection<ExploitReport> reports,
      Collection<Quarantined> unreadable,
      Catalogue catalogue,
      LocalDate read) {
    Optional<LocalDate> newest =
        Coverage.newest(
            reports.stream()
                .filter(report -> catalogue.byReport().containsKey(report.key()))
                .map(ExploitReport::date),
            read);
    long held =
        reports.stream()
            .filter(report -> catalogue.quarantined().containsKey(report.key()))
            .count();
    return new FeedStatus(
        name,
        newest,
        reports.size(),
        Math.toIntExact(held) + unreadable.size(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
