package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is recorded of a protocol up to a day, whatever it is worth for the future.
 *
 * @param exploits newest first
 * @param notCounted how many of them are left out of the hazard
 * @param elsewhere how many happened on other chains than the one that was asked for
 * @param unassigned how many may as well be of another protocol of the same name
 */
public record RecordedEvidence(
    List<Exploit> exploits, int notCounted, int elsewhere, int unassigned, LocalDate asOf) {
  private static final int OPEN_DAYS = 30;

  public RecordedEvidence {
    exploits = List.copyOf(exploits);
  }

  static RecordedEvidence of(ProtocolHistory history, Optional<Chain> chain, LocalDate asOf) {
    List<Exploit> all = history.exploits();
    long counted = all.stream().filter(history::counts).count();
    long elsewhere =
        all.stream()
            .filter(e -> chain.isPresent() && !e.chains().isEmpty())
            .filter(e -> !e.chains().contains(chain.orElseThrow()))
            .count();
    return new RecordedEvidence(
        all,
        Math.toIntExact(all.size() - counted),
        Math.toIntExact(elsewhere),
        history.unassigned().size(),
        asOf);
  }

  /** The sum of those losses that are known; empty if none is. */
  public Optional<Usd> totalLoss() {
    return exploits.stream().flatMap(e -> e.loss().usd().stream()).reduce(Usd::plus);
  }

  public Optional<LocalDate> lastDate() {
    return exploits.stream().findFirst().map(Exploit::date);
  }

  public Optional<Long> daysSinceLast() {
    return lastDate().map(last -> ChronoUnit.DAYS.between(last, asOf));
  }

  /** Whether the last one is so young that it may not be over. */
  public boolean isOpen() {
    return daysSinceLast().filter(days -> days < OPEN_DAYS).isPresent();
  }

  /** The root cause that came back most often, if one did. */
  public Optional<RootCause> repeatedCause() {
    Map<RootCause, Integer> causes = new EnumMap<>(RootCause.class);
    exploits.stream()
        .map(e -> e.cause().rootCause())
        .filter(cause -> cause != RootCause.UNKNOWN && cause != RootCause.OTHER)
        .forEach(cause -> causes.merge(cause, 1, Integer::sum));
    return causes.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** How many in a hundred lost dollars came back, over the exploits whose loss is known. */
  public Optional<Integer> recoveredPercent() {
    Usd back =
        exploits.stream()
            .filter(e -> e.loss().usd().isPresent())
            .flatMap(e -> e.loss().recovered().stream())
            .reduce(Usd.ZERO, Usd::plus);
    return totalLoss()
        .filter(lost -> lost.cents() > 0 && back.cents() > 0)
        .map(lost ->
            BigDecimal.valueOf(back.cents())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(lost.cents()), RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(100))
                .intValue());
  }
}
