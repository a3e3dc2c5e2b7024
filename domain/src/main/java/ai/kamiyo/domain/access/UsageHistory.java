package ai.kamiyo.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was recorded of past calls.
 *
 * <p>Thread-safe; blocks on a database. No calls at all is an empty list; a database that cannot be
 * read throws. Rows on their way into the database are not seen yet.
 */
public interface UsageHistory {
  /** The totals of the calls that began at this moment or later, oldest day first. */
  List<UsageTotal> since(Instant begin, Optional<CustomerId> customer);
}
