package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Up to which day data claim to be complete. No feed says so of itself, hence each is taken at its
 * newest exploit's day, and all of them together at what the lists among them reach: what is
 * bundled or imported is a selection, and extends nobody's claim.
 */
final class Coverage {
  private static final Set<String> SELECTIONS = Set.of("bundled", "imported");

  private Coverage() {}

  static LocalDate day(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** The newest of these days that had come when the rows were read. */
  static Optional<LocalDate> newest(Stream<LocalDate> days, LocalDate read) {
    return days.filter(day -> !day.isAfter(read)).max(Comparator.naturalOrder());
  }

  /**
   * How far a feed reaches that fails or has grown old: not beyond the last day that was over when
   * it was read, because the rest of that day is what it fails to tell.
   */
  static Optional<LocalDate> ofFailing(FeedStatus feed, Optional<Instant> fetchedAt) {
    Optional<LocalDate> over = fetchedAt.map(at -> day(at).minusDays(1));
    return feed.asOf().map(newest -> over.filter(newest::isAfter).orElse(newest));
  }

  /** How far the feeds reach together; selections count only where there is no list. */
  static Optional<LocalDate> of(List<FeedStatus> feeds) {
    List<FeedStatus> lists =
        feeds.stream()
            .filter(feed -> feed.asOf().isPresent() && !SELECTIONS.contains(feed.name()))
            .toList();
    return (lists.isEmpty() ? feeds : lists)
        .stream().flatMap(feed -> feed.asOf().stream()).max(Comparator.naturalOrder());
  }
}
