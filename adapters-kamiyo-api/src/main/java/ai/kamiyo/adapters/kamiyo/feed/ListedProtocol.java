package ai.kamiyo.adapters.kamiyo.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One protocol of a list, hit or not.
 *
 * @param listId its id in the list, by which incidents refer to it
 * @param id a slug
 * @param aliases other names it goes or went by
 * @param category in DefiLlama's vocabulary; empty if it says none
 * @param chains as the list spells them
 * @param parent the slug of the family it belongs to
 * @param tvl the value locked in it, in USD; empty if unknown, never zero
 */
public record ListedProtocol(
    String id,
    Optional<String> listId,
    String name,
    List<String> aliases,
    String category,
    List<String> chains,
    Optional<String> parent,
    Optional<BigDecimal> tvl) {
  private static final int MOST_DIGITS = 9;

  public ListedProtocol {
    aliases = List.copyOf(aliases);
    chains = List.copyOf(chains);
  }

  /** DefiLlama's number of a protocol as an id that no other list has; empty for anything else. */
  static Optional<String> listId(String number) {
    boolean one = number.length() <= MOST_DIGITS && number.matches("[0-9]+");
    return one ? Optional.of("defillama:" + number) : Optional.empty();
  }
}
