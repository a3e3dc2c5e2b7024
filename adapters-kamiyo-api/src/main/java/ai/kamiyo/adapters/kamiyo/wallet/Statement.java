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
  private static final String TAKEN_OFF = " (taken off by ";
  private static final int ROOM = MAX_LABEL - (TAKEN_OFF + "2026-11-26)").length();

  private Statement() {}

  /** Of what an entry speaks, whatever it says. */
  record Place(WalletAddress address, Listing.Kind kind, Optional<Chain> chain) {
    static Place of(Listing l) {
      return new Place(l.address(), l.kind(), l.chain());
    }
  }

  /** One exploit's or register's word on a place: another's on the same place is not touched. */
  record Word(Place place, String label) {
    static Word of(Listing l) {
      return new Word(Place.of(l), bare(l));
    }
  }

  /**
   * A whole list as it is now: with the days on which its entries were seen first, and with those
   * that it holds no more, as delisted.
   */
  static List<Listing> after(Collection<Listing> before, List<Listing> now, LocalDate today) {
    Set<Place> places = new HashSet<>();
    now.forEach(listing -> places.add(Place.of(listing)));
    List<Listing> all = seen(before, now, today);
    for (Listing held : before) {
      if (!places.contains(Place.of(held))) {
        all.add(gone(held, today));
      }
    }
    return all;
  }

  /**
   * A list of which something could not be read: what it held and is not seen now may be in that
   * part, and stays as it was.
   */
  static List<Listing> afterPart(Collection<Listing> before, List<Listing> now, LocalDate today) {
    Set<Word> words = new HashSet<>();
    now.forEach(listing -> words.add(Word.of(listing)));
    List<Listing> all = seen(before, now, today);
    for (Listing held : before) {
      if (!words.contains(Word.of(held))) {
        all.add(held);
      }
    }
    return all;
  }

  /** What is listed now, with the days on which it was seen first. */
  private static List<Listing> seen(
      Collection<Listing> before, List<Listing> now, LocalDate today) {
    Map<Place, LocalDate> first = new HashMap<>();
    for (Listing held : before) {
      if (held.status() != Status.DELISTED) { // what comes back is seen anew
        held.seen()
            .ifPresent(days -> first.merge(Place.of(held), days.first(), Statement::earlier));
      }
    }
    List<Listing> all = new ArrayList<>();
    for (Listing listing : now) {
      all.add(seen(listing, first.getOrDefault(Place.of(listing), today), today));
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
    String when = TAKEN_OFF + today + ")";
    return new Listing(
        seen.address(),
        seen.kind(),
        PlainText.of(seen.label(), ROOM) + when,
        seen.incident(),
        seen.chain(),
        seen.source(),
        seen.listDate(),
        seen.seen(),
        Status.DELISTED);
  }

  /** The label without what was said of its end, and as short as it is then. */
  private static String bare(Listing entry) {
    String label = entry.label();
    int end = entry.status() == Status.DELISTED ? label.lastIndexOf(TAKEN_OFF) : -1;
    return PlainText.of(end < 0 ? label : label.substring(0, end), ROOM);
  }

  /**
   * The entries of all lists, of which some may be the same list, read at another time: where the
   * newest of them has taken an entry off, the older ones do not count, and where it has it again,
   * what was said of its end is no longer told. An exploit's end ends no other's entry.
   *
   * @param entries of those that are as old as one another, the last one is taken for newest
   */
  static List<Listing> newest(List<Listing> entries) {
    Map<Place, List<Listing>> newest = new HashMap<>();
    for (Listing entry : entries) {
      if (ListingFormat.isReadAgain(entry)) {
        put(newest.computeIfAbsent(Place.of(entry), place -> new ArrayList<>(1)), entry);
      }
    }
    List<Listing> told = new ArrayList<>();
    for (Listing entry : entries) {
      if (!ListingFormat.isReadAgain(entry)) {
        told.add(entry);
      } else if (isGone(entry, newest.getOrDefault(Place.of(entry), List.of()))) {
        told.add(entry.as(Status.DELISTED));
      } else if (entry.status() != Status.DELISTED) {
        told.add(entry);
      }
    }
    return told;
  }

  /** Keeps the newest of what one source says of one exploit. */
  private static void put(List<Listing> newest, Listing entry) {
    for (int i = 0; i < newest.size(); i++) {
      Listing other = newest.get(i);
      if (other.source().equals(entry.source()) && bare(other).equals(bare(entry))) {
        if (!day(entry).isBefore(day(other))) {
          newest.remove(i);
          newest.add(entry);
        }
        return;
      }
    }
    newest.add(entry);
  }

  /** Whether the newest of what concerns this entry is that it was taken off. */
  private static boolean isGone(Listing entry, List<Listing> ofPlace) {
    Listing last = entry;
    for (Listing other : ofPlace) {
      if (concerns(other, entry) && !day(other).isBefore(day(last))) {
        last = other;
      }
    }
    return last.status() == Status.DELISTED;
  }

  /** Whether one entry of a place says something of another: two exploits of one list do not. */
  private static boolean concerns(Listing one, Listing other) {
    boolean ofOneList = one.source().equals(other.source());
    boolean ofOneExploit = one.status() == Status.DELISTED && ListingFormat.isByExploit(one);
    return !(ofOneList || ofOneExploit) || bare(one).equals(bare(other));
  }

  private static LocalDate day(Listing entry) {
    return entry.seen().map(Seen::last).orElse(LocalDate.MIN);
  }
}
