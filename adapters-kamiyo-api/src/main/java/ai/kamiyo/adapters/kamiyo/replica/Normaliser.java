package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.DirectoryEntry;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Party;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.InvolvedAddress;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Transaction;
import ai.kamiyo.domain.exploit.Victim;
import ai.kamiyo.domain.text.Names;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings reports into our vocabulary: names, chains, root causes, flags. */
final class Normaliser {
  private static final Pattern FLASH_LOAN = Pattern.compile("flash[ -]?loan");
  private static final Pattern WHITE_HAT = Pattern.compile("white[ -]?hat");

  /** Words that sources add to a name or leave off; they tell nobody apart. */
  private static final Set<String> FILLERS =
      Set.of(
          "finance",
          "protocol",
          "network",
          "dex",
          "amm",
          "exchange",
          "labs",
          "lab",
          "bridge",
          "lending",
          "money",
          "perps",
          "io",
          "app",
          "v1",
          "v2",
          "v3",
          "v4",
          "fi",
          "the",
          "chain",
          "swap",
          "clmm",
          "cex",
          "wallet",
          "dao",
          "capital",
          "markets",
          "market",
          "token");

  private static final int SHORTEST_CORE = 3;

  private static final List<String> TRUST =
      List.of("bundled:", "blocksec:", "defillama:", "kamiyo:");

  private final Directory directory;

  Normaliser(Directory directory) {
    this.directory = directory;
  }

  Statement statement(ExploitReport report) {
    boolean unnamed = Quarantine.isUnnamed(report);
    Victim victim = unnamed ? new Victim("Unknown", "unknown", List.of()) : victim(report);
    int trust = TRUST.indexOf(report.key().substring(0, report.key().indexOf(':') + 1));
    return new Statement(
        report,
        victim,
        unnamed ? Set.of() : nameKeys(victim),
        chains(report.chains()),
        report.rootCause().orElseGet(() -> rootCause(report)),
        flags(report),
        report.transactions().stream()
            .map(tx -> new Transaction(tx.chain().flatMap(Normaliser::chain), tx.hash()))
            .filter(tx -> Hashes.isTransaction(tx.hash()))
            .toList(),
        report.addresses().stream().flatMap(party -> address(party).stream()).toList(),
        trust < 0 ? TRUST.size() : trust);
  }

  private Victim victim(ExploitReport report) {
    String name = report.protocol();
    Optional<DirectoryEntry> known =
        Stream.concat(Stream.of(name), report.aliases().stream())
            .flatMap(n -> directory.find(n).stream())
            .findFirst();
    String common = known.map(DirectoryEntry::name).orElse(name);
    List<String> others =
        Stream.of(
                Stream.of(name),
                report.aliases().stream(),
                known.stream().flatMap(e -> e.aliases().stream()))
            .flatMap(s -> s)
            .filter(other -> !other.equals(common))
            .distinct()
            .toList();
    return new Victim(common, known.map(DirectoryEntry::id).orElse(Names.slug(name)), others);
  }

  private static Set<String> nameKeys(Victim victim) {
    Set<String> keys = new HashSet<>();
    Stream.concat(Stream.of(victim.name()), victim.aliases().stream())
        .forEach(name -> {
          keys.add(Names.key(name));
          keys.add(coreOf(name));
        });
    keys.remove("");
    return keys;
  }

  /** The name without the words that sources add or leave off, made comparable. */
  static String coreOf(String name) {
    String core =
        Stream.of(Names.slug(name).split("-"))
            .filter(word -> !FILLERS.contains(word))
            .collect(Collectors.joining());
    return core.length() < SHORTEST_CORE ? Names.key(name) : core;
  }

  private static RootCause rootCause(ExploitReport report) {
    RootCause cause = Causes.of(report.words());
    // A list's heading says little, but more than nothing.
    boolean logic = report.words().contains("Protocol Logic");
    return cause == RootCause.UNKNOWN && logic ? RootCause.BUSINESS_LOGIC : cause;
  }

  private static Set<Flag> flags(ExploitReport report) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(report.flags());
    String words = (report.words() + " " + report.summary()).toLowerCase(Locale.ROOT);
    if (FLASH_LOAN.matcher(words).find()) {
      flags.add(Flag.FLASH_LOAN);
    }
    if (WHITE_HAT.matcher(words).find()) {
      flags.add(Flag.WHITEHAT_INVOLVED);
    }
    return flags;
  }

  private static List<Chain> chains(List<String> names) {
    Set<Chain> chains = new LinkedHashSet<>();
    names.forEach(name -> chain(name).ifPresent(chains::add));
    return List.copyOf(chains);
  }

  /** The chain a source means; empty for its ways of saying that it does not know. */
  private static Optional<Chain> chain(String name) {
    Optional<Chain> known = Chains.named(name);
    if (known.isPresent() || name.equalsIgnoreCase("unknown")) {
      return known;
    }
    if (!name.matches("-?\\d+")) {
      return Optional.of(Chains.namedOrNew(name));
    }
    // BlockSec numbers chains that are not EVM chains with figures of its own.
    return name.length() <= 10 && !name.startsWith("-")
        ? Optional.of(new Chain("Chain " + name, Optional.of("eip155:" + name)))
        : Optional.empty();
  }

  private static Optional<InvolvedAddress> address(Party party) {
    return Hashes.isAddress(party.address())
        ? Optional.of(
            new InvolvedAddress(
                party.address(), party.role(), party.chain().flatMap(Normaliser::chain)))
        : Optional.empty();
  }
}
