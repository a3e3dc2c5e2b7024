package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Cursor;
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
      case RELEVANCE -> relevance(score, columns.lossRank(ordinal));
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

  /** The largest number that an exploit can have that comes after the one the cursor stands at. */
  long after(Cursor cursor) {
    return switch (sort) {
      case NEWEST -> -columns.firstAfter(cursor);
      case LARGEST_LOSS -> -columns.firstLossAfter(cursor);
      case RELEVANCE -> relevance(cursor.score(), columns.firstLossAfter(cursor));
    };
  }

  /** Among exploits of one score the larger loss comes first. */
  private static long relevance(float score, int lossRank) {
    return (long) NumericUtils.floatToSortableInt(score) << Integer.SIZE | (LOW - lossRank);
  }
}
