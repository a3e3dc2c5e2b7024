package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport.Result;
import ai.kamiyo.adapters.kamiyo.wallet.Statement.Place;
import ai.kamiyo.adapters.kamiyo.wallet.Statement.Word;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Seen;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts imported entries to those that earlier imports have brought. What is imported as a list of
 * sanctions is the whole of it for the families of addresses that it names, and a file of exploited
 * approvals is all there is to say of its exploit: what an earlier one held beyond that is
 * delisted.
 */
final class ListingMerge {
  private final ListingFormat format;
  private final Set<Listing> kept;
  private final ListedRows rows;
  private final LocalDate today;
  private final Map<Key, Listing> byKey = new HashMap<>();
  private final Set<Object> known = new HashSet<>();
  private final Set<Object> spokenOf = new HashSet<>();
  private final Set<Object> said = new HashSet<>();
  private final Set<Place> places = new HashSet<>();
  private int added;
  private int merged;
  private int updated;
  private int unchanged;

  /**
   * A merge that is not done yet.
   *
   * @param kept what there is; is changed
   */
  ListingMerge(ListingFormat format, Set<Listing> kept, ListedRows rows, LocalDate today) {
    this.format = format;
    this.kept = kept;
    this.rows = rows;
    this.today = today;
    for (Listing listing : kept) {
      byKey.put(Key.of(listing), listing);
      known.add(List.of(listing.address(), listing.kind()));
    }
    for (Listing listing : rows.entries()) {
      spokenOf.add(subject(listing));
      said.add(saying(listing));
      places.add(Place.of(listing));
    }
  }

  Result result() throws UnreadableFile {
    List<Listing> missing =
        kept.stream()
            .filter(l -> isOurs(l) && spokenOf.contains(subject(l)))
            .filter(l -> !said.contains(saying(l)) && l.status() != Status.DELISTED)
            .toList();
    if (format == ListingFormat.OFAC) {
      isWhole(missing);
    }
    rows.entries().forEach(this::put);
    kept.removeIf(l -> isOurs(l) && l.status() == Status.DELISTED && said.contains(saying(l)));
    for (Listing gone : missing) {
      kept.remove(gone);
      kept.add(Statement.gone(gone, today));
    }
    List<Quarantined> quarantined = new ArrayList<>();
    rows.quarantined()
        .forEach(q ->
            quarantined.add(new Quarantined(format.label() + " " + q.row(), q.name(), q.reason())));
    int read = rows.entries().size() + quarantined.size();
    return new Result(read, added, merged, updated, unchanged, missing.size(), quarantined);
  }

  private boolean isOurs(Listing listing) {
    return rows.entries().stream()
        .findFirst()
        .filter(row -> row.source().equals(listing.source()))
        .isPresent();
  }

  /** About what a list as a whole speaks, so that its silence on something means something. */
  private Object subject(Listing listing) {
    return switch (format) {
      case OFAC -> listing.address().family();
      case REVOKE -> listing.label();
      case ADDRESSES -> Place.of(listing); // about these addresses and nothing else
    };
  }

  /** What a list says of a place; of exploited approvals, each exploit for itself. */
  private Object saying(Listing listing) {
    return format == ListingFormat.REVOKE ? Word.of(listing) : Place.of(listing);
  }

  /** A list that has lost half of its entries at once is taken for a part of itself. */
  private void isWhole(List<Listing> missing) throws UnreadableFile {
    for (WalletAddress.Family family : WalletAddress.Family.values()) {
      long lost = missing.stream().filter(l -> l.address().family() == family).count();
      long named = places.stream().filter(p -> p.address().family() == family).count();
      if (lost > named) {
        throw new UnreadableFile(
            ("%,d %s addresses that were imported before are not in the list, which names %,d: it is"
                    + " taken for a part. Import all files of the list at once; nothing was imported")
                .formatted(lost, family.label(), named));
      }
    }
  }

  private void put(Listing listing) {
    Listing before = byKey.get(Key.of(listing));
    Listing now = before == null ? listing : sinceFirstSeen(listing, before);
    if (before == null) {
      boolean isNew = known.add(List.of(listing.address(), listing.kind()));
      added += isNew ? 1 : 0;
      merged += isNew ? 0 : 1;
    } else {
      boolean same = before.seen(Optional.empty()).equals(listing.seen(Optional.empty()));
      unchanged += same ? 1 : 0;
      updated += same ? 0 : 1;
      kept.remove(before);
    }
    kept.add(now);
    byKey.put(Key.of(listing), now);
  }

  private Listing sinceFirstSeen(Listing listing, Listing before) {
    LocalDate first =
        before.seen().map(Seen::first).filter(day -> day.isBefore(today)).orElse(today);
    return listing.seen(Optional.of(new Seen(first, today)));
  }

  /** What makes an entry the same although it may say something else now. */
  private record Key(Place place, String source, String label) {
    static Key of(Listing l) {
      return new Key(Place.of(l), l.source(), l.label());
    }
  }
}
