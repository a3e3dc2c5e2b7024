package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.feed.IncidentFile;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Loads incident files into this installation's catalogue: all of them, or, on any fault, none. */
public final class IncidentImport {
  private final ImportStore store;
  private final Copies copies;
  private final CatalogueBuilder builder;

  IncidentImport(ImportStore store, Copies copies, CatalogueBuilder builder) {
    this.store = store;
    this.copies = copies;
    this.builder = builder;
  }

  /** How many bytes the files have together; throws for one that is missing or too large. */
  public static long size(ImportFormat format, List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += new IncidentFile(format, file).size();
    }
    return size;
  }

  /** An importer of this format. */
  public Importer as(ImportFormat format) {
    return new Importer() {
      @Override
      public long size(List<Path> files) throws IOException {
        return IncidentImport.size(format, files);
      }

      @Override
      public Result load(List<Path> files, LongConsumer progress) throws IOException {
        return IncidentImport.this.load(format, files, progress);
      }
    };
  }

  /**
   * Imports the files. Importing one again changes nothing; an edited row replaces what it said.
   *
   * @param progress told how many bytes of all files have been read so far
   */
  public Result load(ImportFormat format, List<Path> files, LongConsumer progress)
      throws IOException {
    List<ExploitReport> reports = new ArrayList<>();
    Set<Quarantined> unreadable = new LinkedHashSet<>();
    long before = 0;
    for (Path file : files) {
      long start = before;
      IncidentFile incidents = new IncidentFile(format, file);
      Delivery delivery = Caps.bounded(incidents.read(bytes -> progress.accept(start + bytes)));
      reports.addAll(delivery.reports());
      delivery.unreadable().forEach(row -> unreadable.add(of(format, row)));
      before += incidents.size();
    }
    return store.change(kept -> merged(kept, reports, unreadable)).result();
  }

  private static Quarantined of(ImportFormat format, Quarantined row) {
    return new Quarantined(format.label() + " " + row.row(), row.name(), row.reason());
  }

  private ImportStore.Outcome<Result> merged(
      Kept kept, List<ExploitReport> reports, Set<Quarantined> unreadable) {
    Map<String, ExploitReport> before = new LinkedHashMap<>(kept.reports());
    reports.forEach(report -> kept.reports().put(report.key(), report));
    boolean newUnreadable = kept.unreadable().addAll(unreadable);
    boolean changed = newUnreadable || !kept.reports().equals(before);
    Map<String, FeedCopy> live = copies.read();
    Catalogue catalogue = builder.build(kept, live, changed);
    Tally tally = new Tally(before, live.values(), catalogue);
    reports.forEach(tally::count);
    List<Quarantined> heldBack = new ArrayList<>(tally.quarantined);
    heldBack.addAll(unreadable);
    int read = reports.size() + unreadable.size();
    return new ImportStore.Outcome<>(
        new Result(read, tally.added, tally.merged, tally.updated, tally.unchanged, heldBack),
        changed);
  }

  /**
   * What became of the rows; the counts add up to {@code read}.
   *
   * @param added rows that told an exploit nobody had told before
   * @param merged rows that told an exploit another row had told
   * @param updated rows that say something else than at an earlier import
   * @param unchanged rows that an earlier import had brought already
   * @param gone entries of an earlier import that their list has taken off; no rows of this one
   */
  public record Result(
      int read,
      int added,
      int merged,
      int updated,
      int unchanged,
      int gone,
      List<Quarantined> quarantined) {
    public Result {
      quarantined = List.copyOf(quarantined);
    }

    /** Of an import that takes nothing off. */
    public Result(
        int read,
        int added,
        int merged,
        int updated,
        int unchanged,
        List<Quarantined> quarantined) {
      this(read, added, merged, updated, unchanged, 0, quarantined);
    }
  }

  /** Counts row by row what became of each. */
  private static final class Tally {
    private final Map<String, ExploitReport> before;
    private final Catalogue after;
    private final Set<Exploit> told = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    final List<Quarantined> quarantined = new ArrayList<>();
    int added;
    int merged;
    int updated;
    int unchanged;

    Tally(Map<String, ExploitReport> before, Collection<FeedCopy> live, Catalogue after) {
      this.before = before;
      this.after = after;
      after
          .byReport()
          .forEach((key, exploit) -> {
            if (key.startsWith("bundled:")
                || before.containsKey(key)
                || live.stream().anyMatch(copy -> copy.reports().containsKey(key))) {
              told.add(exploit);
            }
          });
    }

    void count(ExploitReport report) {
      Quarantined held = after.quarantined().get(report.key());
      Exploit exploit = after.byReport().get(report.key());
      if (held != null) {
        quarantined.add(held);
      } else if (!counted.add(report.key())) {
        unchanged++;
      } else if (before.containsKey(report.key())) {
        if (report.equals(before.get(report.key()))) {
          unchanged++;
        } else {
          updated++;
        }
      } else if (exploit != null && told.add(exploit)) {
        added++;
      } else {
        merged++;
      }
    }
  }
}
