package ai.kamiyo.domain.chain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a chain by whatever people call it: its common name or an alias in any case and
 * punctuation, its EIP-155 number, or its CAIP-2 id. Thread-safe.
 */
public final class Chains {
  private static final Map<String, Chain> BY_KEY = new HashMap<>();

  static {
    for (KnownChains.Named known : KnownChains.TABLE) {
      Chain chain = known.chain();
      add(key(chain.name()), chain);
      known.aliases().forEach(alias -> add(key(alias), chain));
      chain.caip2().ifPresent(id -> add(id.toLowerCase(Locale.ROOT), chain));
      chain.eip155().ifPresent(number -> add(Long.toString(number), chain));
    }
  }

  private Chains() {}

  private static void add(String key, Chain chain) {
    Chain before = BY_KEY.putIfAbsent(key, chain);
    if (before != null && !before.equals(chain)) {
      throw new IllegalStateException(key + " names both " + before + " and " + chain);
    }
  }

  /** The chain of this name, alias, EIP-155 number or CAIP-2 id; empty if nobody calls one so. */
  public static Optional<Chain> named(String name) {
    Chain byId = BY_KEY.get(name.strip().toLowerCase(Locale.ROOT));
    return Optional.ofNullable(byId != null ? byId : BY_KEY.get(key(name)));
  }

  /**
   * The chain of this name, or, if the registry has none, one that bears just the name: feeds know
   * young chains before we do.
   */
  public static Chain namedOrNew(String name) {
    return named(name).orElseGet(() -> new Chain(name.strip(), Optional.empty()));
  }

  /** The EVM chain of this EIP-155 number; one that nobody registered is named by its number. */
  public static Chain ofEip155(long number) {
    return named(Long.toString(number))
        .orElseGet(() -> new Chain("Chain " + number, Optional.of("eip155:" + number)));
  }

  /** Every registered chain, by name. */
  public static List<Chain> all() {
    return KnownChains.TABLE.stream()
        .map(KnownChains.Named::chain)
        .sorted(Comparator.comparing(chain -> chain.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The other names people give a registered chain. */
  public static List<String> aliases(Chain chain) {
    return KnownChains.TABLE.stream()
        .filter(known -> known.chain().equals(chain))
        .flatMap(known -> known.aliases().stream())
        .toList();
  }

  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }
}
