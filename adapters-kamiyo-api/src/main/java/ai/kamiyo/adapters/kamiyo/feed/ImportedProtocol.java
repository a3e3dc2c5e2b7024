package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.exploit.Usd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A protocol as an imported list has it.
 *
 * @param category empty if the list does not say
 * @param chains as the list spells them
 * @param tvl dollars on all chains together; lists repeat it in the row of each chain
 */
public record ImportedProtocol(
    String name, String category, List<String> chains, Optional<Usd> tvl) {
  public ImportedProtocol {
    chains = List.copyOf(chains);
  }

  /** Both together; what the later one says of the size goes. */
  public ImportedProtocol and(ImportedProtocol later) {
    return new ImportedProtocol(
        name,
        category,
        Stream.concat(chains.stream(), later.chains.stream()).distinct().sorted().toList(),
        later.tvl.or(() -> tvl));
  }
}
