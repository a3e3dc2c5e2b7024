package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.search.ExploitIndex;
import ai.kamiyo.adapters.kamiyo.search.Snapshots;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All lists together: the bundled ones, the addresses of recorded exploits, what was imported, and
 * the last good copies of live lists. Whatever of it changes is noticed within seconds.
 */
final class ListedAddresses implements AddressListings {
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final Snapshots incidents;
  private final ListingStore imported;
  private final List<ListingCopy> copies;
  private final Disputes disputes = new Disputes(BundledListings.ordinary());
  private final List<Listing> bundled = BundledListings.entries();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile Optional<Loaded> current = Optional.empty();

  ListedAddresses(Snapshots incidents, ListingStore imported, List<ListingCopy> copies) {
    this.incidents = incidents;
    this.imported = imported;
    this.copies = List.copyOf(copies);
  }

  @Override
  public List<Listing> of(WalletAddress address) {
    return loaded().table.of(address);
  }

  @Override
  public Overview overview() {
    return loaded().overview;
  }

  private Loaded loaded() {
    Optional<Loaded> before = current;
    if (before.isPresent() && System.nanoTime() - before.get().lookedAt < GLANCE.toNanos()) {
      return before.get();
    }
    loading.lock();
    try {
      if (current.isEmpty() || System.nanoTime() - current.get().lookedAt >= GLANCE.toNanos()) {
        current = Optional.of(looked());
      }
      return current.get();
    } finally {
      loading.unlock();
    }
  }

  private Loaded looked() {
    Optional<ExploitIndex> index = Optional.empty();
    Optional<String> withoutIncidents = Optional.empty();
    try {
      index = Optional.of(incidents.awaited().index());
    } catch (NoData none) {
      withoutIncidents = Optional.of(String.valueOf(none.getMessage()));
    }
    List<Object> versions = new ArrayList<>();
    versions.add(index);
    versions.add(withoutIncidents);
    versions.add(version());
    copies.forEach(copy -> versions.add(copy.version()));
    if (current.isPresent() && current.get().versions.equals(versions)) {
      return new Loaded(current.get().table, current.get().overview, versions, System.nanoTime());
    }
    return load(index, withoutIncidents, versions);
  }

  private long version() {
    try {
      return imported.version();
    } catch (IOException e) {
      return -1;
    }
  }

  private Loaded load(
      Optional<ExploitIndex> index, Optional<String> withoutIncidents, List<Object> versions) {
    List<Listing> all = new ArrayList<>(bundled);
    List<Source> sources = new ArrayList<>();
    sources.add(new Source("bundled", bundled.size(), Optional.empty(), Optional.empty()));
    List<Listing> ofIncidents = index.map(i -> IncidentListings.of(i.exploits())).orElse(List.of());
    all.addAll(ofIncidents);
    sources.add(new Source("incidents", ofIncidents.size(), Optional.empty(), withoutIncidents));
    addImported(all, sources);
    for (ListingCopy copy : copies) {
      ListingCopy.Content content = copy.content();
      all.addAll(content.entries());
      sources.add(copy.source(content));
    }
    ListingTable table = new ListingTable(disputes.settled(Statement.newest(all)));
    Optional<ListDate> newest =
        all.stream().flatMap(l -> l.listDate().stream()).max(Comparator.naturalOrder());
    return new Loaded(
        table, new Overview(table.addresses(), newest, sources), versions, System.nanoTime());
  }

  private void addImported(List<Listing> all, List<Source> sources) {
    try {
      List<Listing> entries = List.copyOf(imported.read());
      all.addAll(entries);
      if (!entries.isEmpty()) {
        sources.add(new Source("imported", entries.size(), Optional.empty(), Optional.empty()));
      }
    } catch (IOException damaged) {
      System.getLogger(ListedAddresses.class.getName())
          .log(Level.ERROR, "imported listings cannot be read", damaged);
      sources.add(
          new Source(
              "imported",
              0,
              Optional.empty(),
              Optional.of("imported/listings.jsonl cannot be read; import again")));
    }
  }

  /** The lists at one moment. */
  private record Loaded(
      ListingTable table, Overview overview, List<Object> versions, long lookedAt) {}
}
