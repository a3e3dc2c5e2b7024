package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.text.PlainText;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Seen;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lists say now, in the light of what they said before. */
final class Statement {
  private static final int MAX_LABEL = 80;

  private Statement() {}

  /** Of what an entry speaks, whatever it says. */
  record Place(WalletAddress address, Listing.Kind kind, Optional<Chain> chain) {
    static Place of(Listing l) {
      return new Place(l.address(), l.kind(), l.chain());
    }
  }

  /**
   * A whole list as it is now: with the days on which its entries were seen first, and with those
   * that it holds no more, as delisted.
   */
  static List<Listing> after(Collection<Listing> before, List<Listing> now, LocalDate today) {
    Map<Place, LocalDate> first = new HashMap<>();
    for (Listing held : before) {
      if (held.status() != Status.DELISTED) { // what comes back is seen anew
        held.seen()
            .ifPresent(days -> first.merge(Place.of(held), days.first(), Statement::earlier));
      }
    }
    Set<Place> places = new HashSet<>();
    List<Listing> all = new ArrayList<>();
    for (Listing listing : now) {
      places.add(Place.of(listing));
      all.add(seen(listing, first.getOrDefault(Place.of(listing), today), today));
    }
    for (Listing held : before) {
      if (!places.contains(Place.of(held))) {
        all.add(gone(held, today));
      }
    }
    return all;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static Listing seen(Listing listing, LocalDate first, LocalDate today) {
    return listing.seen(Optional.of(new Seen(earlier(first, today), today)));
  }

  /** An entry that its list no longer holds. */
  static Listing gone(Listing held, LocalDate today) {
    Listing seen = seen(held, held.seen().map(Seen::first).orElse(today), today);
    if (held.status() == Status.DELISTED) {
      return seen;
    }
    String when = " (taken off by " + today + ")";
    return new Listing(
        seen.address(),
        seen.kind(),
        PlainText.of(seen.label(), MAX_LABEL - when.length()) + when,
        seen.incident(),
        seen.chain(),
        seen.source(),
        seen.listDate(),
        seen.seen(),
        Status.DELISTED);
  }

  /**
   * The entries of all lists, of which some may be the same list, read at another time: where the
   * newest of them has taken an entry off, the older ones do not count, and where it has it again,
   * what was said of its end is no longer told.
   *
   * @param entries of those that are as old as one another, the last one is taken for newest
   */
  static List<Listing> newest(List<Listing> entries) {
    Map<Place, Listing> newest = new HashMap<>();
    for (Listing entry : entries) {
      if (ListingFormat.isReadAgain(entry)) {
        newest.merge(Place.of(entry), entry, (a, b) -> day(b).isBefore(day(a)) ? a : b);
      }
    }
    Set<Place> gone = new HashSet<>();
    newest.forEach((place, last) -> {
      if (last.status() == Status.DELISTED) {
        gone.add(place);
      }
    });
    List<Listing> told = new ArrayList<>();
    for (Listing entry : entries) {
      if (!ListingFormat.isReadAgain(entry)) {
        told.add(entry);
      } else if (gone.contains(Place.of(entry))) {
        told.add(entry.as(Status.DELISTED));
      } else if (entry.status() != Status.DELISTED) {
        told.add(entry);
      }
    }
    return told;
  }

  private static LocalDate day(Listing entry) {
    return entry.seen().map(Seen::last).orElse(LocalDate.MIN);
  }
}
