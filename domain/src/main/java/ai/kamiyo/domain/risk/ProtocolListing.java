package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.exploit.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What one list says about one protocol, or about one version of it.
 *
 * @param list the list's name
 * @param id the id the list fixes for it; our own directory does
 * @param listId its id in the list, by which incidents may refer to it
 * @param parent the id of the family it belongs to
 * @param tvl dollars on all its chains; empty if unknown
 * @param day the day on which the list said so
 * @param curated whether we have written it ourselves, so that its aliases can be relied on
 */
public record ProtocolListing(
    String list,
    Optional<String> id,
    Optional<String> listId,
    String name,
    List<String> aliases,
    Optional<Category> category,
    List<Chain> chains,
    Optional<String> parent,
    Optional<Usd> tvl,
    LocalDate day,
    boolean curated) {
  public ProtocolListing {
    aliases = List.copyOf(aliases);
    chains = List.copyOf(chains);
  }

  /** What could be known of it on that day: its size only if the list is not younger. */
  ProtocolListing knownOn(LocalDate asOf) {
    return tvl.isEmpty() || !day.isAfter(asOf)
        ? this
        : new ProtocolListing(
            list,
            id,
            listId,
            name,
            aliases,
            category,
            chains,
            parent,
            Optional.empty(),
            day,
            curated);
  }
}
