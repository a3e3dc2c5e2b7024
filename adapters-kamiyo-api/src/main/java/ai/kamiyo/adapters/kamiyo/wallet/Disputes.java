package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Listing.Status;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks entries that something better known speaks against: a thief who is a known white hat, and a
 * thief or victim that is a token, router or exchange which everybody deals with.
 */
final class Disputes {
  private final Set<WalletAddress> ordinary;

  Disputes(Set<WalletAddress> ordinary) {
    this.ordinary = ordinary;
  }

  List<Listing> settled(List<Listing> entries) {
    Set<WalletAddress> whiteHats = new HashSet<>();
    for (Listing entry : entries) {
      if (entry.kind() == Kind.WHITE_HAT && entry.stands()) {
        whiteHats.add(entry.address());
      }
    }
    return entries.stream().map(entry -> settled(entry, whiteHats)).toList();
  }

  private Listing settled(Listing entry, Set<WalletAddress> whiteHats) {
    boolean thief = entry.kind() == Kind.ATTACKER || entry.kind() == Kind.ATTACK_CONTRACT;
    boolean disputed =
        (thief && whiteHats.contains(entry.address()))
            || ((thief || entry.kind() == Kind.VICTIM_CONTRACT)
                && ordinary.contains(entry.address()));
    return disputed && entry.stands() ? entry.as(Status.DISPUTED) : entry;
  }
}
