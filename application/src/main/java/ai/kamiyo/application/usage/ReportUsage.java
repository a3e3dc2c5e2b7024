package ai.kamiyo.application.usage;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.UsageHistory;
import ai.kamiyo.domain.access.UsageTotal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reports how much was called since a day. */
public final class ReportUsage {
  private static final int DAYS = 30;

  private final UsageHistory history;
  private final Clock clock;

  public ReportUsage(UsageHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /** Of one customer or of all; since a month ago unless told otherwise. */
  public Report report(Optional<CustomerId> customer, Optional<LocalDate> since) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = since.orElse(today.minusDays(DAYS - 1));
    return new Report(
        first, today, history.since(first.atStartOfDay(ZoneOffset.UTC).toInstant(), customer));
  }

  /** The totals of all days from the first to the last. */
  public record Report(LocalDate first, LocalDate last, List<UsageTotal> totals) {
    public Report {
      totals = List.copyOf(totals);
    }

    public long calls() {
      return totals.stream().mapToLong(UsageTotal::calls).sum();
    }

    /** The calls of every day, of those without any, too. */
    public SortedMap<LocalDate, Long> callsPerDay() {
      SortedMap<LocalDate, Long> days = new TreeMap<>();
      for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
        days.put(day, 0L);
      }
      totals.forEach(total -> days.merge(total.day(), total.calls(), Long::sum));
      return days;
    }
  }
}
