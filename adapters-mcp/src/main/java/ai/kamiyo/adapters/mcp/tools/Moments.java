package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.domain.access.InvalidArgument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads ISO dates and date-times; one without an offset is in UTC. */
final class Moments {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?.*");
  private static final Pattern OFFSET = Pattern.compile("[Zz]|[+-]\\d{2}:?\\d{2}");
  private static final int DATE_LENGTH = 10;
  private static final int MAX_LENGTH = 40;

  private Moments() {}

  static boolean isDate(String text) {
    return DATE.matcher(text.strip()).matches();
  }

  /** The UTC day on which this moment lies: incidents are known by the day. */
  static LocalDate day(String argument, String text) {
    return LocalDate.ofInstant(instant(argument, text), ZoneOffset.UTC);
  }

  /** This moment; a date alone is its first one. */
  static Instant instant(String argument, String text) {
    String stripped = text.strip();
    try {
      if (isDate(stripped)) {
        return LocalDate.parse(stripped).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      if (stripped.length() <= MAX_LENGTH && DATE_TIME.matcher(stripped).matches()) {
        return dateTime(stripped);
      }
    } catch (DateTimeException impossible) {
      // falls through to the refusal: 30 February, hour 25
    }
    throw new InvalidArgument(
        argument,
        "must be a date YYYY-MM-DD or an ISO 8601 date-time, was “" + Arguments.shown(text) + "”",
        "2023-03-13");
  }

  private static Instant dateTime(String text) {
    int offset = offsetStart(text);
    String local = text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1, offset);
    LocalDateTime at = LocalDateTime.parse(local);
    if (offset == text.length()) {
      return at.toInstant(ZoneOffset.UTC);
    }
    String zone = text.substring(offset);
    if (!OFFSET.matcher(zone).matches()) {
      throw new DateTimeException("not an offset");
    }
    return OffsetDateTime.of(at, ZoneOffset.of(zone.toUpperCase(Locale.ROOT))).toInstant();
  }

  private static int offsetStart(String text) {
    int i = DATE_LENGTH + 1;
    while (i < text.length() && "0123456789:.".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
