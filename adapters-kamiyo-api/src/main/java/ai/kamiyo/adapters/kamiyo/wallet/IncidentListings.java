package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.InvolvedAddress;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.text.PlainText;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses that took part in recorded exploits, as entries of a list. */
final class IncidentListings {
  private static final int MAX_LABEL = 80;

  private IncidentListings() {}

  static List<Listing> of(List<Exploit> exploits) {
    List<Listing> entries = new ArrayList<>();
    for (Exploit exploit : exploits) {
      for (InvolvedAddress involved : exploit.evidence().addresses()) {
        entry(exploit, involved).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<Listing> entry(Exploit exploit, InvolvedAddress involved) {
    WalletAddress address;
    try {
      address = ListedText.address(involved.address());
    } catch (InvalidArgument otherFamily) {
      return Optional.empty();
    }
    String source =
        exploit.evidence().sources().stream().map(Source::name).findFirst().orElse("KAMIYO");
    return Optional.of(
        new Listing(
            address,
            kind(involved.role()),
            PlainText.of(exploit.victim().name(), MAX_LABEL),
            Optional.of(exploit.id()),
            involved.chain(),
            PlainText.of(source, MAX_LABEL),
            Optional.of(ListDate.day(exploit.date())),
            exploit.status() == Status.DISPUTED ? Listing.Status.DISPUTED : Listing.Status.LISTED));
  }

  private static Listing.Kind kind(InvolvedAddress.Role role) {
    return switch (role) {
      case ATTACKER -> Listing.Kind.ATTACKER;
      case ATTACK_CONTRACT -> Listing.Kind.ATTACK_CONTRACT;
      case VULNERABLE_CONTRACT -> Listing.Kind.VICTIM_CONTRACT;
      case WHITE_HAT -> Listing.Kind.WHITE_HAT;
    };
  }
}
