package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells a feed that has changed from one that is broken: rows nobody can read, dollars counted in
 * millionths, a list that is empty or has suddenly lost its half.
 */
final class Plausibility {
  private static final int SOME = 10;

  /** Beyond every loss there was; a few such rows are quarantined one by one. */
  private static final BigDecimal FANTASTIC_USD = new BigDecimal("5000000000");

  private static final double FANTASTIC_SHARE = 0.05;

  private Plausibility() {}

  /** Throws if all that was read should not take the place of what was held before. */
  static void check(String feed, ReportRows rows, Optional<FeedCopy> before) throws WebFailure {
    checkSome(feed, rows, before);
    int held = before.map(copy -> copy.reports().size()).orElse(0);
    int told = rows.reports().size();
    if (held >= SOME && told < held / 2) {
      throw broken(feed, "sent " + told + " reports where it had " + held, before);
    }
  }

  /** Throws if what was read, though it is not all, should not be added to what was held before. */
  static void checkSome(String feed, ReportRows rows, Optional<FeedCopy> before) throws WebFailure {
    int unreadable = rows.unreadable().size();
    Collection<ExploitReport> reports = rows.reports().values();
    if (rows.read() == 0) {
      throw broken(feed, "sent no exploit at all", before);
    }
    if (reports.isEmpty() || (unreadable >= SOME && unreadable > rows.read() / 2)) {
      String what = "sent " + unreadable + " rows of " + rows.read() + " that are none";
      throw broken(feed, what, before);
    }
    long fantastic =
        reports.stream()
            .filter(r -> r.loss().filter(l -> l.compareTo(FANTASTIC_USD) > 0).isPresent())
            .count();
    boolean known = before.filter(copy -> !copy.reports().isEmpty()).isPresent();
    // With nothing to keep, its other rows are better than none; these are quarantined one by one.
    if (known && fantastic >= SOME && fantastic > reports.size() * FANTASTIC_SHARE) {
      String what = "states losses beyond 5 billion USD in " + fantastic + " rows";
      throw broken(feed, what, before);
    }
  }

  /** Why what was read is not taken, and that nothing is lost by it. */
  static WebFailure broken(String feed, String what, Optional<FeedCopy> before) {
    String kept = before.isPresent() ? "; the copy before is kept" : "";
    return new WebFailure(Kind.REFUSAL, feed + " " + what + kept);
  }
}
