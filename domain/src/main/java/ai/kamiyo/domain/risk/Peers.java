package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.Exploit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The protocols of one category, by their scores. Immutable. */
public final class Peers {
  private final Category category;
  private final int[] scores;
  private final int hitInYear;

  private Peers(Category category, int[] scores, int hitInYear) {
    this.category = category;
    this.scores = scores;
    this.hitInYear = hitInYear;
  }

  static Map<Category, Peers> byCategory(RiskView view, HazardModel model) {
    Map<Category, List<ProtocolHistory>> groups =
        view.listed().stream()
            .filter(history -> history.protocol().category().isPresent())
            .collect(Collectors.groupingBy(history -> history.protocol().category().orElseThrow()));
    // After the newest incident nobody has watched.
    LocalDate since = view.dataEnd().orElse(view.asOf()).minusYears(1);
    Map<Category, Peers> peers = new HashMap<>();
    groups.forEach((category, histories) -> {
      int[] scores =
          histories.stream()
              .mapToInt(h -> RiskScore.points(view.rate(h).orElseThrow() / model.mean()))
              .sorted()
              .toArray();
      int hit = (int) histories.stream().filter(history -> isHit(history, since)).count();
      peers.put(category, new Peers(category, scores, hit));
    });
    return peers;
  }

  private static boolean isHit(ProtocolHistory history, LocalDate since) {
    for (Exploit exploit : history.exploits()) {
      if (exploit.date().isAfter(since) && history.counts(exploit)) {
        return true;
      }
    }
    return false;
  }

  public Category category() {
    return category;
  }

  /** How many protocols there are, the one that is asked for among them. */
  public int count() {
    return scores.length;
  }

  public int medianScore() {
    return scores[scores.length / 2];
  }

  /** How many of them had an exploit that counts in the year up to the newest incident known. */
  public int hitInYear() {
    return hitInYear;
  }

  /** How many in a hundred of them have a lower score. */
  public int percentBelow(int score) {
    int at = Arrays.binarySearch(scores, score);
    int below = at < 0 ? -at - 1 : at;
    while (below > 0 && scores[below - 1] == score) {
      below--;
    }
    return Math.round(100f * below / scores.length);
  }
}
