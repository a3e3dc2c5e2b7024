package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.KnownNames;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.exploit.Victim;
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
import java.util.Set;

/** The names in the current snapshot, laid out when they are first asked for. */
public final class SnapshotNames implements KnownNames {
  private static final int MAX_NAME = 80;

  private final Snapshots snapshots;
  private volatile Optional<Names> names = Optional.empty();

  public SnapshotNames(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Suggestions protocols(String begun, int max) {
    return current().map(n -> n.protocols.startingWith(begun, max)).orElse(Suggestions.NONE);
  }

  @Override
  public Suggestions exploits(String begun, int max) {
    return current().map(n -> n.exploits.startingWith(begun, max)).orElse(Suggestions.NONE);
  }

  private Optional<Names> current() {
    try {
      ExploitIndex index = snapshots.awaited().index();
      if (names.isEmpty() || names.get().index != index) {
        names = Optional.of(Names.of(index));
      }
      return names;
    } catch (NoData none) {
      return Optional.empty();
    }
  }

  /** The names in one index. */
  private record Names(ExploitIndex index, Choices protocols, Choices exploits) {
    static Names of(ExploitIndex index) {
      List<Exploit> all = index.exploits();
      return new Names(index, protocols(all), exploits(all));
    }

    private static Choices protocols(List<Exploit> all) {
      Map<String, Set<String>> aliases = new HashMap<>();
      for (Exploit exploit : all) {
        Victim victim = exploit.victim();
        aliases
            .computeIfAbsent(PlainText.of(victim.name(), MAX_NAME), name -> new HashSet<>())
            .addAll(victim.aliases());
      }
      aliases.remove("");
      return new Choices(
          aliases.entrySet().stream()
              .map(entry -> new Choice(entry.getKey(), entry.getValue()))
              .sorted(Comparator.comparing(Choice::value, String.CASE_INSENSITIVE_ORDER))
              .toList());
    }

    private static Choices exploits(List<Exploit> all) {
      return new Choices(
          all.stream()
              .map(exploit -> new Choice(exploit.id().value(), List.of(exploit.victim().name())))
              .toList());
    }
  }
}
