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
import java.util.OptionalLong;

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

  /** What an overlap of pages may add to the announced number of rows. */
  private static final int SLACK = 1000;

  private final WebServer server;
  private final KamiyoPages pages;
  private final Duration pace;
  private final Clock clock;

  public KamiyoFeed(WebServer server, URI base, Duration pace, Clock clock) {
    this.server = server;
    this.pages = new KamiyoPages(server, base);
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "kamiyo";
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public FeedCopy read(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    boolean known =
        before
            .filter(copy ->
                clock.instant().isBefore(copy.fullAt().plus(pace.multipliedBy(REFRESHES_PER_SYNC))))
            .isPresent();
    return known ? newest(before.orElseThrow()) : everything(before);
  }

  private FeedCopy everything(Optional<FeedCopy> before) throws WebFailure, InterruptedException {
    Instant start = clock.instant();
    ReportRows rows = rows();
    Page page = pages.page(1, LARGEST_PAGE);
    OptionalLong announced = page.total();
    for (int number = 2; adds(page, rows) && page.more(); number++) {
      within(start, rows, announced, number);
      page = pages.page(number, LARGEST_PAGE);
    }
    Plausibility.check(SPOKEN, rows, before);
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    boolean moved = !announced.equals(page.total());
    if (moved) {
      // Rows went from page to page meanwhile, so that one we missed is not one that was deleted.
      before.ifPresent(copy -> reports.putAll(copy.reports()));
    }
    reports.putAll(rows.reports());
    Instant full = moved ? before.map(FeedCopy::fullAt).orElse(Instant.EPOCH) : start;
    return new FeedCopy(reports, rows.unreadable(), clock.instant(), full, Validators.NONE);
  }

  private FeedCopy newest(FeedCopy before) throws WebFailure, InterruptedException {
    Instant start = clock.instant();
    ReportRows rows = rows();
    Page page = pages.page(1, USUAL_PAGE);
    for (int number = 2; adds(page, rows) && page.more(); number++) {
      if (rows.reports().keySet().stream().anyMatch(before.reports()::containsKey)) {
        break;
      }
      within(start, rows, page.total(), number);
      page = pages.page(number, USUAL_PAGE);
    }
    if (rows.read() == 0 && !before.reports().isEmpty()) {
      throw new WebFailure(
          Kind.REFUSAL, SPOKEN + " sent no exploit at all; the copy before is kept");
    }
    Map<String, ExploitReport> reports = new LinkedHashMap<>(before.reports());
    reports.putAll(rows.reports());
    return new FeedCopy(
        reports, before.unreadable(), clock.instant(), before.fullAt(), Validators.NONE);
  }

  private static ReportRows rows() {
    return new ReportRows(new KamiyoShape(), ReportRows.Repeats.REPLACED);
  }

  /** Whether the page had anything new; one that has nothing is the last, whatever it says. */
  private static boolean adds(Page page, ReportRows rows) {
    int before = rows.reports().size();
    page.rows().forEach(rows::add);
    return rows.reports().size() > before;
  }

  private void within(Instant start, ReportRows rows, OptionalLong announced, int number)
      throws WebFailure {
    boolean endless =
        number > KamiyoPages.LAST
            || (announced.isPresent() && rows.read() > announced.getAsLong() + SLACK);
    if (endless || clock.instant().isAfter(start.plus(LONGEST_SYNC))) {
      throw new WebFailure(Kind.REFUSAL, SPOKEN + " does not come to an end of its pages");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
