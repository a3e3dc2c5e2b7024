package ai.kamiyo.domain.wallet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** When an entry was listed, or when that happened for which it is listed: a day or a month. */
public record ListDate(LocalDate first, LocalDate last) implements Comparable<ListDate> {
  private static final int MONTH = "2023-03".length();

  public ListDate {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a list date does not end before it begins");
    }
  }

  public static ListDate day(LocalDate day) {
    return new ListDate(day, day);
  }

  /** The day {@code YYYY-MM-DD} or the month {@code YYYY-MM} of this text; empty if it is none. */
  public static Optional<ListDate> of(String text) {
    try {
      if (text.length() == MONTH) {
        YearMonth month = YearMonth.parse(text);
        return Optional.of(new ListDate(month.atDay(1), month.atEndOfMonth()));
      }
      return Optional.of(day(LocalDate.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(ListDate other) {
    return last.compareTo(other.last);
  }

  /** As it is read. */
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : YearMonth.from(first).toString();
  }
}
