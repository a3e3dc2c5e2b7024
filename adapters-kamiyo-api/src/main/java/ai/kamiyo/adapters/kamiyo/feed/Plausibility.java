package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells a feed that has changed from one that is broken: rows nobody can read, dollars counted in
 * millionths, a list that has suddenly lost its half.
 */
final class Plausibility {
  private static final int SOME = 10;

  /** Beyond every loss there was; a few such rows are quarantined one by one. */
  private static final BigDecimal FANTASTIC_USD = new BigDecimal("5000000000");

  private static final double FANTASTIC_SHARE = 0.05;

  private Plausibility() {}

  /** Throws if what was read should not take the place of what was held before. */
  static void check(String feed, ReportRows rows, Optional<FeedCopy> before) throws WebFailure {
    int unreadable = rows.unreadable().size();
    if (unreadable >= SOME && unreadable > rows.read() / 2) {
      throw broken(feed, "sent " + unreadable + " rows of " + rows.read() + " that are none");
    }
    Collection<ExploitReport> reports = rows.reports().values();
    long fantastic =
        reports.stream()
            .filter(r -> r.loss().filter(l -> l.compareTo(FANTASTIC_USD) > 0).isPresent())
            .count();
    int held = before.map(copy -> copy.reports().size()).orElse(0);
    // With nothing to keep, its other rows are better than none; these are quarantined one by one.
    if (held > 0 && fantastic >= SOME && fantastic > reports.size() * FANTASTIC_SHARE) {
      throw broken(feed, "states losses beyond 5 billion USD in " + fantastic + " rows");
    }
    if (held >= SOME && reports.size() < held / 2) {
      throw broken(feed, "sent " + reports.size() + " reports where it had " + held);
    }
  }

  private static WebFailure broken(String feed, String what) {
    return new WebFailure(Kind.REFUSAL, feed + " " + what + "; the copy before is kept");
  }
}
