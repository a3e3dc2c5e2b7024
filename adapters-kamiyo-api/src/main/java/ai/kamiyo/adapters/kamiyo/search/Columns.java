package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.exploit.Usd;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.apache.lucene.util.FixedBitSet;

/**
 * The exploits, newest first, with what every query looks at laid out in arrays. An exploit's place
 * in them is its ordinal. Immutable.
 */
final class Columns {
  /** Larger loss first, unknown last; then the newer; then the id. */
  static final Comparator<Exploit> LARGEST_LOSS =
      Comparator.<Exploit>comparingLong(e -> -cents(e.loss().usd()))
          .thenComparing(Exploit::date, Comparator.reverseOrder())
          .thenComparing(Exploit::id);

  static final Comparator<Exploit> NEWEST =
      Comparator.comparing(Exploit::date, Comparator.reverseOrder()).thenComparing(LARGEST_LOSS);

  private static final long UNKNOWN = -1;

  private final Exploit[] exploits;
  private final List<Exploit> all;
  private final int[] days;
  private final long[] cents;
  private final Status[] statuses;
  private final int[] lossRanks;
  private final int[] byLoss;
  private final Map<Chain, FixedBitSet> chains = new HashMap<>();
  private final FixedBitSet nowhere;
  private final Map<Grouping, GroupKeys> groupKeys = new ConcurrentHashMap<>();

  Columns(List<Exploit> all) {
    exploits = all.stream().sorted(NEWEST).toArray(Exploit[]::new);
    this.all = List.of(exploits);
    days = Arrays.stream(exploits).mapToInt(e -> (int) e.date().toEpochDay()).toArray();
    cents = Arrays.stream(exploits).mapToLong(e -> cents(e.loss().usd())).toArray();
    statuses = Arrays.stream(exploits).map(Exploit::status).toArray(Status[]::new);
    Integer[] order = new Integer[exploits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> exploits[i], LARGEST_LOSS));
    byLoss = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    lossRanks = new int[exploits.length];
    for (int rank = 0; rank < byLoss.length; rank++) {
      lossRanks[byLoss[rank]] = rank;
    }
    nowhere = new FixedBitSet(exploits.length);
    for (int ordinal = 0; ordinal < exploits.length; ordinal++) {
      for (Chain chain : exploits[ordinal].chains()) {
        chains.computeIfAbsent(chain, c -> new FixedBitSet(exploits.length)).set(ordinal);
      }
    }
  }

  /** A loss in cents; -1 if it is unknown, which sorts below every known one. */
  static long cents(Optional<Usd> loss) {
    return loss.map(Usd::cents).orElse(UNKNOWN);
  }

  int size() {
    return exploits.length;
  }

  /** All of them, in the order of their ordinals; the same list each time. */
  List<Exploit> exploits() {
    return all;
  }

  Exploit exploit(int ordinal) {
    return exploits[ordinal];
  }

  /** The UTC day, counted from 1970. */
  int day(int ordinal) {
    return days[ordinal];
  }

  /** The known loss in cents; -1 if it is unknown. */
  long cents(int ordinal) {
    return cents[ordinal];
  }

  /** The place when sorted by loss; 0 is the largest. */
  int lossRank(int ordinal) {
    return lossRanks[ordinal];
  }

  /** The ordinal at this place when sorted by loss. */
  int atLossRank(int rank) {
    return byLoss[rank];
  }

  Status status(int ordinal) {
    return statuses[ordinal];
  }

  /** Where the exploits of this chain are. */
  FixedBitSet on(Chain chain) {
    return chains.getOrDefault(chain, nowhere);
  }

  /** Into which groups each exploit falls; found out when it is first asked for. */
  GroupKeys groupKeys(Grouping by) {
    return groupKeys.computeIfAbsent(by, grouping -> GroupKeys.of(exploits, grouping));
  }

  /** The first place after the cursor's exploit, whether that is still there or not. */
  int firstAfter(Cursor cursor) {
    return first(exploits.length, i -> byDate(i, cursor) > 0);
  }

  /** The same when sorted by loss. */
  int firstLossAfter(Cursor cursor) {
    return first(exploits.length, rank -> byLoss(byLoss[rank], cursor) > 0);
  }

  private int byDate(int ordinal, Cursor cursor) {
    int date = cursor.date().compareTo(exploits[ordinal].date());
    return date != 0 ? date : byLoss(ordinal, cursor);
  }

  private int byLoss(int ordinal, Cursor cursor) {
    int loss = Long.compare(cents(cursor.loss()), cents[ordinal]);
    int date = cursor.date().compareTo(exploits[ordinal].date());
    int id = exploits[ordinal].id().compareTo(cursor.id());
    return loss != 0 ? loss : date != 0 ? date : id;
  }

  /** The least place where the test, false before and true after, holds. */
  private static int first(int size, IntPredicate test) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The exploit of this id or former id. */
  Optional<Exploit> find(ExploitId id) {
    return Arrays.stream(exploits)
        .filter(e -> e.id().equals(id) || e.formerIds().contains(id))
        .findFirst();
  }
}
