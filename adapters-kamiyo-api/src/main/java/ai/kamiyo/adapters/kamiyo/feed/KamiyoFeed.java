package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.feed.KamiyoPages.Page;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The exploits of the KAMIYO API. Read from end to end once, later from the newest back to what is
 * known; and again from end to end from time to time, because edits and deletions deeper in the
 * list show nowhere else.
 */
public final class KamiyoFeed implements LiveFeed<FeedCopy> {
  /** What the API is called in messages. */
  public static final String SPOKEN = "the KAMIYO API";

  private static final int LARGEST_PAGE = 500;
  private static final int USUAL_PAGE = 100;
  private static final int REFRESHES_PER_SYNC = 12;
  private static final Duration LONGEST_SYNC = Duration.ofMinutes(20);

  private final WebServer server;
  private final KamiyoPages pages;
  private final URI base;
  private final Duration pace;
  private final Clock clock;

  public KamiyoFeed(WebServer server, URI base, Duration pace, Clock clock) {
    this.server = server;
    this.pages = new KamiyoPages(server, base);
    this.base = base;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "kamiyo";
  }

  @Override
  public String origin() {
    return base.toString();
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    Instant now = clock.instant();
    Duration wait = pace.multipliedBy(REFRESHES_PER_SYNC);
    boolean known = before.filter(copy -> Lately.was(copy.fullAt(), wait, now)).isPresent();
    return known ? newest(before.orElseThrow()) : everything(before);
  }

  private FeedCopy everything(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    Instant start = clock.instant();
    PagesRead read = read(LARGEST_PAGE, all -> false);
    Plausibility.check(SPOKEN, read.rows(), before);
    read.check();
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    if (!read.isWhole()) {
      before.ifPresent(copy -> reports.putAll(copy.reports()));
    }
    reports.putAll(read.rows().reports());
    Instant full = read.moved() ? before.map(FeedCopy::fullAt).orElse(Instant.EPOCH) : start;
    return new FeedCopy(reports, read.rows().unreadable(), clock.instant(), full, Validators.NONE);
  }

  private FeedCopy newest(FeedCopy before) throws WebFailure, InterruptedException {
    Predicate<ReportRows> reachesKnown =
        rows -> rows.reports().keySet().stream().anyMatch(before.reports()::containsKey);
    PagesRead read = read(USUAL_PAGE, reachesKnown);
    ReportRows rows = read.rows();
    Plausibility.checkSome(SPOKEN, rows, Optional.of(before));
    if (!reachesKnown.test(rows)) {
      read.check(); // or else something lies between what is new and what is known
    }
    Map<String, ExploitReport> reports = new LinkedHashMap<>(before.reports());
    reports.putAll(rows.reports());
    return new FeedCopy(
        reports,
        rows.unreadableAnd(before.unreadable()),
        clock.instant(),
        before.fullAt(),
        Validators.NONE);
  }

  /** Reads until there is enough, or no more; stops early if nobody can read what comes. */
  private PagesRead read(int size, Predicate<ReportRows> enough)
      throws WebFailure, InterruptedException {
    Instant start = clock.instant();
    PagesRead read = new PagesRead();
    Page page = pages.page(1, size);
    for (int number = 2; read.adds(page) && page.more(); number++) {
      if (read.rows().reports().isEmpty() || enough.test(read.rows())) {
        break;
      }
      if (number > KamiyoPages.LAST
          || read.endless()
          || clock.instant().isAfter(start.plus(LONGEST_SYNC))) {
        throw new WebFailure(Kind.REFUSAL, SPOKEN + " does not come to an end of its pages");
      }
      page = pages.page(number, size);
    }
    return read;
  }

  @Override
  public void close() {
    server.close();
  }
}
