package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.LongHeap;

/** Gathers a page while every hit passes by. */
final class Page {
  private final Columns columns;
  private final ExploitQuery query;
  private final Matcher matcher;
  private final Tally tally;
  private final Order order;
  private final long first;
  private final int size;
  private final LongHeap best;
  private boolean more;

  Page(Columns columns, ExploitQuery query) {
    this.columns = columns;
    this.query = query;
    matcher = new Matcher(columns, query.filters());
    tally = new Tally(columns, query.groupBy());
    order = new Order(columns, query.sort());
    first = query.cursor().map(order::after).orElse(Long.MAX_VALUE);
    size = query.pageSize();
    best = new LongHeap(Math.max(1, size));
  }

  void offer(int ordinal, float score) {
    if (!matcher.matches(ordinal)) {
      return;
    }
    tally.add(ordinal);
    long key = order.key(ordinal, score);
    if (key <= first) {
      if (best.size() < size) {
        best.push(key);
      } else {
        more = true;
        if (size > 0 && key > best.top()) {
          best.updateTop(key);
        }
      }
    }
  }

  Hits hits(List<Float> carried) {
    List<Exploit> exploits = new ArrayList<>(best.size());
    float lastScore = best.size() == 0 ? 0f : order.score(best.top());
    while (best.size() > 0) {
      exploits.add(columns.exploit(order.ordinal(best.pop())));
    }
    List<Exploit> bestFirst = exploits.reversed();
    int served = query.served() + bestFirst.size();
    boolean continues = more && !bestFirst.isEmpty() && served < query.maxResults();
    Optional<Cursor> next =
        continues
            ? Optional.of(cursor(bestFirst.getLast(), carried, lastScore, served))
            : Optional.empty();
    return new Hits(bestFirst, tally.count(), tally.loss(), tally.groups(), next, false);
  }

  private Cursor cursor(Exploit last, List<Float> carried, float score, int served) {
    return new Cursor(
        query.fingerprint(), carried, score, last.loss().usd(), last.date(), last.id(), served);
  }
}
