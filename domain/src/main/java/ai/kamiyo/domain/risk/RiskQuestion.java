package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.text.Names;
import ai.kamiyo.domain.text.PlainText;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose risk is asked for. An instance is always valid.
 *
 * @param chain tells protocols of one name apart, and incidents here from those elsewhere
 * @param asOf the day as of which to answer; empty for today
 * @param tvl the dollars that lie in it, if the caller knows
 * @param compareTo names of others to put beside it
 */
public record RiskQuestion(
    String protocol,
    Optional<Chain> chain,
    Optional<LocalDate> asOf,
    Optional<Usd> tvl,
    List<String> compareTo) {
  public static final int MAX_NAME = 200;
  public static final int MAX_COMPARED = 4;
  public static final LocalDate EARLIEST = LocalDate.of(2016, 1, 1);

  private static final String EXAMPLE = "Curve Finance";

  public RiskQuestion {
    protocol = name("protocol", protocol);
    if (asOf.isPresent() && asOf.get().isBefore(EARLIEST)) {
      throw new InvalidArgument(
          "as_of", "must not be before " + EARLIEST + ", when records begin", "2024-06-30");
    }
    if (compareTo.size() > MAX_COMPARED) {
      throw new InvalidArgument(
          "compare_to",
          "must be at most " + MAX_COMPARED + " names, were " + compareTo.size(),
          "[\"Aave\", \"Compound\"]");
    }
    compareTo = compareTo.stream().map(name -> name("compare_to", name)).toList();
    Set<String> seen = new HashSet<>();
    for (String name : compareTo) {
      if (!seen.add(Names.key(name))) {
        throw new InvalidArgument(
            "compare_to",
            "names “" + PlainText.of(name, 60) + "” twice",
            "[\"Aave\", \"Compound\"]");
      }
    }
  }

  private static String name(String argument, String raw) {
    String example = argument.equals("protocol") ? EXAMPLE : "[\"" + EXAMPLE + "\"]";
    if (raw.length() > MAX_NAME) {
      throw new InvalidArgument(
          argument, "must be at most " + MAX_NAME + " characters, was " + raw.length(), example);
    }
    String name = PlainText.of(raw, MAX_NAME);
    if (Names.key(name).isEmpty()) {
      throw new InvalidArgument(argument, "must name a protocol: letters or digits", example);
    }
    return name;
  }

  /** The same question on that day. */
  public RiskQuestion on(LocalDate day) {
    return new RiskQuestion(protocol, chain, Optional.of(day), tvl, compareTo);
  }

  /** The same question without others to compare to. */
  public RiskQuestion alone() {
    return new RiskQuestion(protocol, chain, asOf, tvl, List.of());
  }
}
