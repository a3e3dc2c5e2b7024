package ai.kamiyo.domain.wallet;

import java.util.List;
import java.util.Optional;

/**
 * How much was looked at.
 *
 * @param missing which setting would bring what is missing altogether
 * @param unreadLists lists that could not be read, and why
 */
public record Coverage(
    List<ChainCoverage> chains, Optional<String> missing, List<String> unreadLists) {
  public Coverage {
    chains = List.copyOf(chains);
    unreadLists = List.copyOf(unreadLists);
  }

  /** Whether everything was read that the settings ask for. */
  public boolean complete() {
    return missing.isEmpty()
        && unreadLists.isEmpty()
        && chains.stream().allMatch(ChainCoverage::complete);
  }
}
