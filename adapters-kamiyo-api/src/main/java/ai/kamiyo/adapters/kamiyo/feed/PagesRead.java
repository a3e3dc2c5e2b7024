package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.feed.KamiyoPages.Page;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import java.util.Optional;
import java.util.OptionalLong;

/** What one reading of the KAMIYO API's pages has brought so far, against what the API counts. */
final class PagesRead {
  /**
   * Callers without a paid key are not sent the rows of the last day, but {@code total} counts them
   * all the same. No day had as many exploits as this.
   */
  private static final int HELD_BACK = 10;

  /** What an overlap of pages may add to the announced number of rows. */
  private static final int SLACK = 1000;

  private final ReportRows rows = new ReportRows(new KamiyoShape(), ReportRows.Repeats.REPLACED);
  private Optional<Page> last = Optional.empty();
  private OptionalLong announced = OptionalLong.empty();
  private long drift;

  ReportRows rows() {
    return rows;
  }

  /** Adds a page; whether it had anything new. One that has nothing is the last, as it may say. */
  boolean adds(Page page) {
    count(page.total());
    boolean repeated = last.filter(before -> before.rows().equals(page.rows())).isPresent();
    last = Optional.of(page);
    if (repeated) {
      return false;
    }
    long before = told();
    page.rows().forEach(rows::add);
    return told() > before;
  }

  private void count(OptionalLong total) {
    if (announced.isEmpty()) {
      announced = total;
    } else if (total.isPresent()) {
      drift = Math.max(drift, Math.abs(announced.getAsLong() - total.getAsLong()));
    }
  }

  private long told() {
    return (long) rows.reports().size() + rows.unreadable().size();
  }

  /** Whether the API goes on although it has sent more rows than it ever counted. */
  boolean endless() {
    return announced.isPresent() && rows.read() > announced.getAsLong() + SLACK;
  }

  /** Whether rows went from page to page meanwhile. */
  boolean moved() {
    return drift > 0;
  }

  /** Throws if many rows are missing that the API counts: then it stopped in the middle. */
  void check() throws WebFailure {
    boolean halved = announced.isPresent() && drift > announced.getAsLong() / 2;
    if (missing() > 0 && (halved || missing() > HELD_BACK + drift)) {
      throw new WebFailure(
          Kind.REFUSAL,
          "%s sent %d of the %d exploits that it counts"
              .formatted(KamiyoFeed.SPOKEN, told(), announced.getAsLong()));
    }
  }

  /** Whether every row that is not here was deleted. */
  boolean isWhole() {
    return missing() <= 0 && !moved();
  }

  private long missing() {
    return announced.isPresent() ? announced.getAsLong() - told() : 0;
  }
}
