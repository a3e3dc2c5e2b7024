package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.replica.Importer;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    ListedRows rows = new ListedRows(format.source() + " (imported)", today);
    long before = 0;
    for (Path file : files) {
      long start = before;
      ListingFile listing = new ListingFile(format, file);
      listing.read(rows, bytes -> progress.accept(start + bytes));
      before += listing.size();
    }
    return store.change(kept -> new ListingMerge(format, kept, rows, today).result());
  }
}
