package ai.kamiyo.adapters.kamiyo.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One protocol of a list, hit or not.
 *
 * @param id a slug
 * @param aliases other names it goes or went by
 * @param category in DefiLlama's vocabulary; empty if it says none
 * @param chains as the list spells them
 * @param parent the slug of the family it belongs to
 * @param tvl the value locked in it, in USD; empty if unknown, never zero
 */
public record ListedProtocol(
    String id,
    String name,
    List<String> aliases,
    String category,
    List<String> chains,
    Optional<String> parent,
    Optional<BigDecimal> tvl) {
  public ListedProtocol {
    aliases = List.copyOf(aliases);
    chains = List.copyOf(chains);
  }
}
