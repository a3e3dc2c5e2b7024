package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.KnownNames;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.text.Choices;
import ai.kamiyo.domain.text.Choices.Choice;
import ai.kamiyo.domain.text.PlainText;
import ai.kamiyo.domain.text.Suggestions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The names in the current snapshot and on lists of protocols, laid out when first asked for. */
public final class SnapshotNames implements KnownNames {
  private static final int MAX_NAME = 80;

  private final Snapshots snapshots;
  private final Supplier<List<ProtocolListing>> lists;
  private volatile Optional<Names> names = Optional.empty();

  /**
   * The names in these.
   *
   * @param lists gives the very same list until something in it changes
   */
  public SnapshotNames(Snapshots snapshots, Supplier<List<ProtocolListing>> lists) {
    this.snapshots = snapshots;
    this.lists = lists;
  }

  @Override
  public Suggestions protocols(String begun, int max) {
    return current().map(n -> n.protocols.startingWith(begun, max)).orElse(Suggestions.NONE);
  }

  @Override
  public Suggestions exploits(String begun, int max) {
    return current().map(n -> n.exploits.startingWith(begun, max)).orElse(Suggestions.NONE);
  }

  @SuppressWarnings("ReferenceEquality") // both are handed out as the same object until they change
  private Optional<Names> current() {
    try {
      ExploitIndex index = snapshots.awaited().index();
      List<ProtocolListing> listings = lists.get();
      if (names.filter(n -> n.index == index && n.listings == listings).isEmpty()) {
        names = Optional.of(Names.of(index, listings));
      }
      return names;
    } catch (NoData none) {
      return Optional.empty();
    }
  }

  /** The names in one index and on these lists. */
  private record Names(
      ExploitIndex index, List<ProtocolListing> listings, Choices protocols, Choices exploits) {
    static Names of(ExploitIndex index, List<ProtocolListing> listings) {
      List<Exploit> all = index.exploits();
      return new Names(index, listings, protocols(all, listings), exploits(all));
    }

    private static Choices protocols(List<Exploit> all, List<ProtocolListing> listings) {
      Map<String, Choice> choices = new HashMap<>();
      for (Exploit exploit : all) {
        add(choices, exploit.victim().name(), exploit.victim().aliases());
      }
      for (ProtocolListing listing : listings) {
        add(choices, listing.name(), listing.aliases());
      }
      return new Choices(
          choices.values().stream()
              .sorted(Comparator.comparing(Choice::value, String.CASE_INSENSITIVE_ORDER))
              .toList());
    }

    /** One choice for each name, however it is written; the first way of writing it stays. */
    private static void add(Map<String, Choice> choices, String raw, List<String> aliases) {
      String name = PlainText.of(raw, MAX_NAME);
      String key = ai.kamiyo.domain.text.Names.key(name);
      if (!key.isEmpty()) {
        choices
            .computeIfAbsent(key, k -> new Choice(name, new HashSet<>()))
            .names()
            .addAll(aliases);
      }
    }

    private static Choices exploits(List<Exploit> all) {
      return new Choices(
          all.stream()
              .map(exploit -> new Choice(exploit.id().value(), List.of(exploit.victim().name())))
              .toList());
    }
  }
}
