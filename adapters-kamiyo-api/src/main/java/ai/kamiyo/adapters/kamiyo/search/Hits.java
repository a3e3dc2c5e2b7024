package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.exploit.Usd;
import java.util.List;
import java.util.Optional;

/**
 * One page of exploits, what all matches amount to, and where the next page begins.
 *
 * @param partial whether what matches holds only some of the words
 */
record Hits(
    List<Exploit> exploits,
    long count,
    Usd loss,
    List<Group> groups,
    Optional<Cursor> next,
    boolean partial) {
  Hits asPartial() {
    return new Hits(exploits, count, loss, groups, next, true);
  }
}
