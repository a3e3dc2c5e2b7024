package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.replica.Importer;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport.Result;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Loads files of listed addresses into this installation. */
final class ListingImport implements Importer {
  private final ListingFormat format;
  private final ListingStore store;
  private final Clock clock;

  ListingImport(ListingFormat format, ListingStore store, Clock clock) {
    this.format = format;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public long size(List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += new ListingFile(format, file).size();
    }
    return size;
  }

  @Override
  public Result load(List<Path> files, LongConsumer progress) throws IOException {
    ListedRows rows = new ListedRows(source());
    ListDate today = ListDate.day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    long before = 0;
    for (Path file : files) {
      long start = before;
      ListingFile listing = new ListingFile(format, file);
      listing.read(rows, today, bytes -> progress.accept(start + bytes));
      before += listing.size();
    }
    return store.change(kept -> merged(kept, rows));
  }

  private String source() {
    return switch (format) {
      case REVOKE -> "Revoke.cash approval exploits (imported)";
      case ADDRESSES -> "incident addresses (imported)";
      case OFAC -> "OFAC sanctions (imported)";
    };
  }

  private Result merged(Set<Listing> kept, ListedRows rows) {
    Map<Key, Listing> byKey = new HashMap<>();
    Set<Object> known = new HashSet<>();
    for (Listing listing : kept) {
      byKey.put(Key.of(listing), listing);
      known.add(List.of(listing.address(), listing.kind()));
    }
    int added = 0;
    int merged = 0;
    int updated = 0;
    int unchanged = 0;
    for (Listing listing : rows.entries()) {
      Listing before = byKey.get(Key.of(listing));
      if (before == null) {
        boolean isNew = known.add(List.of(listing.address(), listing.kind()));
        added += isNew ? 1 : 0;
        merged += isNew ? 0 : 1;
        kept.add(listing);
        byKey.put(Key.of(listing), listing);
      } else if (format == ListingFormat.OFAC || before.equals(listing)) {
        unchanged++; // a list without dates keeps the day on which it was first read
      } else {
        updated++;
        kept.remove(before);
        kept.add(listing);
        byKey.put(Key.of(listing), listing);
      }
    }
    List<Quarantined> quarantined = new ArrayList<>();
    rows.quarantined()
        .forEach(q ->
            quarantined.add(new Quarantined(format.label() + " " + q.row(), q.name(), q.reason())));
    int read = rows.entries().size() + quarantined.size();
    return new Result(read, added, merged, updated, unchanged, quarantined);
  }

  /** What makes an entry the same although it may say something else now. */
  private record Key(Object address, Object kind, Object chain, String source, String label) {
    static Key of(Listing l) {
      return new Key(l.address(), l.kind(), l.chain(), l.source(), l.label());
    }
  }
}
