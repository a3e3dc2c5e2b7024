package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Usd;
import java.util.List;
import java.util.Optional;

/**
 * What one list says about one protocol, or about one version of it.
 *
 * @param list the list's name
 * @param id the id the list fixes for it; our own directory does
 * @param tvl dollars on all its chains; empty if unknown
 * @param curated whether we have written it ourselves, so that its aliases can be relied on
 */
public record ProtocolListing(
    String list,
    Optional<String> id,
    String name,
    List<String> aliases,
    Optional<Category> category,
    List<Chain> chains,
    Optional<String> parent,
    Optional<Usd> tvl,
    boolean curated) {
  public ProtocolListing {
    aliases = List.copyOf(aliases);
    chains = List.copyOf(chains);
  }
}
