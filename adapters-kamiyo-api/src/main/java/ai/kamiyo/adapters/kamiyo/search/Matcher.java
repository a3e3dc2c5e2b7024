package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.exploit.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Tests exploits against all filters but the free text. */
final class Matcher {
  private final Columns columns;
  private final int fromDay;
  private final int toDay;
  private final long minCents;
  private final Status minStatus;
  private final @Nullable FixedBitSet on;
  private final @Nullable Predicate<Exploit> rest;

  Matcher(Columns columns, Filters filters) {
    this.columns = columns;
    fromDay = filters.dates().since().map(Matcher::day).orElse(Integer.MIN_VALUE);
    toDay = filters.dates().until().map(Matcher::day).orElse(Integer.MAX_VALUE);
    minCents = filters.minLoss().map(Usd::cents).orElse(Long.MIN_VALUE);
    minStatus = filters.minStatus().orElse(Status.DISPUTED);
    on = filters.chain().map(columns::on).orElse(null);
    rest = rest(filters);
  }

  boolean matches(int ordinal) {
    int day = columns.day(ordinal);
    return day >= fromDay
        && day <= toDay
        && columns.cents(ordinal) >= minCents
        && columns.status(ordinal).compareTo(minStatus) >= 0
        && (on == null || on.get(ordinal))
        && (rest == null || rest.test(columns.exploit(ordinal)));
  }

  private static int day(LocalDate date) {
    return Math.clamp(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static @Nullable Predicate<Exploit> rest(Filters filters) {
    Optional<RootCause> cause = filters.rootCause();
    Optional<Flag> flag = filters.flag();
    Optional<Instant> updated = filters.updatedSince();
    Predicate<Exploit> all = null;
    all = and(all, cause.map(c -> e -> e.cause().rootCause() == c));
    all = and(all, flag.map(f -> e -> e.flags().contains(f)));
    return and(all, updated.map(u -> e -> !e.updatedAt().isBefore(u)));
  }

  private static @Nullable Predicate<Exploit> and(
      @Nullable Predicate<Exploit> all, Optional<Predicate<Exploit>> next) {
    if (next.isEmpty()) {
      return all;
    }
    return all == null ? next.get() : all.and(next.get());
  }
}
