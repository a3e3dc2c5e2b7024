package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.exploit.Usd;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
  private final int[] days;
  private final long[] cents;
  private final Status[] statuses;
  private final String[] months;
  private final int[] lossRanks;
  private final int[] byLoss;

  Columns(List<Exploit> all) {
    exploits = all.stream().sorted(NEWEST).toArray(Exploit[]::new);
    days = Arrays.stream(exploits).mapToInt(e -> (int) e.date().toEpochDay()).toArray();
    cents = Arrays.stream(exploits).mapToLong(e -> cents(e.loss().usd())).toArray();
    statuses = Arrays.stream(exploits).map(Exploit::status).toArray(Status[]::new);
    months = Arrays.stream(exploits).map(Columns::month).toArray(String[]::new);
    Integer[] order = new Integer[exploits.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> exploits[i], LARGEST_LOSS));
    byLoss = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    lossRanks = new int[exploits.length];
    for (int rank = 0; rank < byLoss.length; rank++) {
      lossRanks[byLoss[rank]] = rank;
    }
  }

  private static String month(Exploit exploit) {
    return exploit.date().toString().substring(0, "YYYY-MM".length());
  }

  /** A loss in cents; -1 if it is unknown, which sorts below every known one. */
  static long cents(Optional<Usd> loss) {
    return loss.map(Usd::cents).orElse(UNKNOWN);
  }

  int size() {
    return exploits.length;
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

  /** The month as {@code YYYY-MM}. */
  String month(int ordinal) {
    return months[ordinal];
  }

  /** The exploit of this id or former id. */
  Optional<Exploit> find(ExploitId id) {
    return Arrays.stream(exploits)
        .filter(e -> e.id().equals(id) || e.formerIds().contains(id))
        .findFirst();
  }
}
