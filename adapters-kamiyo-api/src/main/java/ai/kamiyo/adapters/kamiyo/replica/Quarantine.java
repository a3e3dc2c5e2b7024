package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.ExploitReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what is not an incident of this world, and why. */
final class Quarantine {
  /** No exploit so far came near this; a larger figure needs a second source. */
  static final BigDecimal BELIEVABLE_USD = new BigDecimal("5000000000");

  /** Bitcoin's first block. */
  private static final LocalDate FIRST_BLOCK = LocalDate.of(2009, 1, 3);

  private static final Set<String> NOBODY =
      Set.of("unknown", "unnamed", "n/a", "none", "null", "tbd");

  private static final Pattern FORUM =
      Pattern.compile(
          "^https?://([a-z0-9-]+\\.)*(reddit\\.com|redd\\.it|t\\.me|discord\\.(com|gg))/");

  private final Clock clock;

  Quarantine(Clock clock) {
    this.clock = clock;
  }

  /** Why the report must be kept out, whatever other sources say; empty if it need not. */
  Optional<String> reason(ExploitReport report) {
    String publisher = report.sources().getFirst().name().toLowerCase(Locale.ROOT);
    String url = report.sources().getFirst().url().orElse("").toLowerCase(Locale.ROOT);
    if (publisher.equals("github_advisories") || url.contains("github.com/advisories/")) {
      return Optional.of("a security advisory for a software package, not an incident on a chain");
    }
    if (publisher.equals("test") || isTest(report)) {
      return Optional.of("a test row, not an incident");
    }
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    if (report.date().isAfter(today.plusDays(1))) {
      return Optional.of("dated in the future (" + report.date() + ")");
    }
    if (report.date().isBefore(FIRST_BLOCK)) {
      return Optional.of("dated before there was a blockchain (" + report.date() + ")");
    }
    return isUnnamed(report) ? unnamed(report, url) : Optional.empty();
  }

  /** A transaction tells that something happened; a stranger's post about one does not. */
  private static Optional<String> unnamed(ExploitReport report, String url) {
    if (report.transactions().isEmpty()) {
      return Optional.of("names neither a victim nor a transaction" + and(unbelievable(report)));
    }
    return FORUM.matcher(url).find()
        ? Optional.of("a post in a forum that names no victim" + and(unbelievable(report)))
        : Optional.empty();
  }

  /** Why a report whose loss no other source comes near must be kept out. */
  static String alone(ExploitReport report) {
    return unbelievable(report) + ", and no second source says so";
  }

  static boolean isUnnamed(ExploitReport report) {
    return NOBODY.contains(report.protocol().toLowerCase(Locale.ROOT).strip());
  }

  private static String unbelievable(ExploitReport report) {
    return report
        .loss()
        .filter(loss -> loss.compareTo(BELIEVABLE_USD) > 0)
        .map(loss -> String.format(Locale.ROOT, "a loss of %,.0f USD, beyond 5 billion", loss))
        .orElse("");
  }

  private static String and(String further) {
    return further.isEmpty() ? "" : ", and states " + further;
  }

  private static boolean isTest(ExploitReport report) {
    return report.words().stream().anyMatch(word -> word.equalsIgnoreCase("test"))
        || report.transactions().stream().anyMatch(tx -> tx.hash().startsWith("test-"));
  }
}
