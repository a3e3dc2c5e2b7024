package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Sort;
import org.apache.lucene.util.NumericUtils;

/**
 * Turns a sort into one number for each exploit, larger for what comes earlier and different for
 * any two, and back into the exploit's ordinal.
 */
final class Order {
  private static final long LOW = 0xFFFF_FFFFL;

  private final Columns columns;
  private final Sort sort;

  Order(Columns columns, Sort sort) {
    this.columns = columns;
    this.sort = sort;
  }

  long key(int ordinal, float score) {
    return switch (sort) {
      case NEWEST -> -ordinal;
      case LARGEST_LOSS -> -columns.lossRank(ordinal);
      case RELEVANCE ->
          ((long) NumericUtils.floatToSortableInt(score) << Integer.SIZE)
              | (LOW - columns.lossRank(ordinal));
    };
  }

  int ordinal(long key) {
    return switch (sort) {
      case NEWEST -> (int) -key;
      case LARGEST_LOSS -> columns.atLossRank((int) -key);
      case RELEVANCE -> columns.atLossRank((int) (LOW - (key & LOW)));
    };
  }

  float score(long key) {
    return sort == Sort.RELEVANCE
        ? NumericUtils.sortableIntToFloat((int) (key >> Integer.SIZE))
        : 0f;
  }

  /** Whether the exploit comes after the one the cursor stands at. */
  boolean isAfter(int ordinal, float score, Cursor cursor) {
    Exploit exploit = columns.exploit(ordinal);
    int byScore = sort == Sort.RELEVANCE ? Float.compare(cursor.score(), score) : 0;
    int byDate = cursor.date().compareTo(exploit.date());
    int byLoss = Long.compare(Columns.cents(cursor.loss()), columns.cents(ordinal));
    int first = sort == Sort.NEWEST ? byDate : byScore != 0 ? byScore : byLoss;
    int second = sort == Sort.NEWEST ? byLoss : byDate;
    int third = exploit.id().compareTo(cursor.id());
    return (first != 0 ? first : second != 0 ? second : third) > 0;
  }
}
