package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Cause;
import ai.kamiyo.domain.exploit.Evidence;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.Loss;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.exploit.Victim;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Made-up incidents, the same in every run, whose words are as unevenly spread as real ones. */
final class Incidents {
  private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
  private static final int DAYS = 3900;

  private static final List<String> HEADS =
      words(
          "Curve Axie Euler Nomad Poly Worm Har Ron Cream Beanstalk Mango Bad Venus Pancake Sushi"
              + " Uni Com Aave Yearn Alpha Rari Indexed Vee Grim Cash Visor Super Meter Qubit Dego"
              + " Fortress Saddle Deus Elephant Fei Inverse Revest Ola Agave Hundred Treasure Fan"
              + " Bunny Belt Burger Spartan Urani Value Harvest Pickle Warp Akro Orion Platypus"
              + " Bonq Dforce Sentiment Yield Jimbos Atlantis Multi Conic Exactly Zunami Stake"
              + " Mixin Kyber Radiant Gamma Abra Seneca Wooo Prisma Hedgey Sonne Velo Aero Lifi"
              + " Penpie Delta Onyx Tapioca Thala Clip Moby Zk Infini Bybit Nobi Cetus Cork Res");
  private static final List<String> TAILS =
      words(
          "Finance Protocol Swap Bridge Network Lend Vault DAO Exchange Markets Money Labs Chain"
              + " Cash Yield Farm Wallet Token Dex Pool Capital Games Stake Loan Fi Pay Perps"
              + " Options Index Trade");
  private static final List<String> TECHNIQUES =
      List.of(
          "flash loan price manipulation",
          "reentrancy",
          "read-only reentrancy",
          "private key compromise",
          "oracle manipulation",
          "access control",
          "rug pull",
          "phishing of a signer",
          "donation attack",
          "rounding error",
          "integer overflow",
          "uninitialized proxy",
          "governance takeover",
          "forged bridge message",
          "signature replay",
          "arbitrary external call",
          "hot wallet theft",
          "DNS hijack",
          "malicious approval",
          "misconfigured collateral",
          "infinite mint",
          "vault share inflation",
          "slippage sandwich",
          "faulty reward accounting");
  private static final List<String> PROSE =
      words(
          "the a of attacker contract pool funds token price loan borrowed drained into from was"
              + " which then swapped deposit withdraw function liquidity manipulated collateral"
              + " missing check allowed attackers call mint burned balance vault owner key signed"
              + " transaction bridge message validator reward shares rounding stablecoin market"
              + " lending oracle update paused team returned bounty negotiated laundered mixer"
              + " tornado approval router proxy upgrade implementation initializer storage slot"
              + " governance proposal vote quorum timelock multisig signer phishing laptop malware"
              + " hot cold exchange customers treasury compensation fork patched audit bug report"
              + " disclosed minutes blocks repeated slippage sandwich arbitrage imbalance curve"
              + " stable meta factory pair reserve skim sync transfer fee deflationary callback"
              + " reentered state settled view virtual redeem exploit accounting precision"
              + " truncation overflow unchecked cast decimals scaled replay nonce domain merkle"
              + " root proof trusted zero leaf relayer guardian quota cap liquidation insolvent"
              + " debt peg depegged collapse holders sold announced investigation frozen issuer"
              + " law enforcement recovered partly whitehat rescue front-run bot copied");
  private static final List<String> CHAINS =
      List.of("Ethereum", "BSC", "Polygon", "Arbitrum", "Avalanche", "Optimism", "Base", "Fantom");
  private static final List<String> PUBLISHERS = List.of("Alpha List", "Beta List", "Gamma List");

  private final Random random = new Random(20_261_123);
  private final Map<String, Integer> ordinals = new HashMap<>();

  private Incidents() {}

  /** So many incidents. */
  static List<Exploit> of(int count) {
    Incidents incidents = new Incidents();
    List<Exploit> exploits = new ArrayList<>(count);
    while (exploits.size() < count) {
      exploits.add(incidents.next());
    }
    return exploits;
  }

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }

  private Exploit next() {
    String head = skewed(HEADS);
    String tail = any(TAILS);
    String generation = random.nextInt(4) == 0 ? " V" + (2 + random.nextInt(3)) : "";
    String name = head + (random.nextBoolean() ? " " : "") + tail + generation;
    String slug = name.toLowerCase(Locale.ROOT).replace(' ', '-');
    LocalDate date = FIRST.plusDays((long) (DAYS * Math.sqrt(random.nextDouble())));
    int ordinal = ordinals.merge(slug + date, 1, Integer::sum);
    String technique = skewed(TECHNIQUES);
    List<Chain> chains = chains();
    Optional<Usd> loss = loss();
    return new Exploit(
        ExploitId.of(slug, date, ordinal),
        Set.of(),
        date,
        new Victim(name, slug, random.nextInt(3) == 0 ? List.of(head + tail, head) : List.of()),
        chains,
        new Loss(loss, Optional.empty(), Optional.empty()),
        new Cause(any(List.of(RootCause.values())), technique),
        technique.startsWith("flash loan") ? Set.of(Flag.FLASH_LOAN) : Set.of(),
        summary(name, chains),
        evidence(technique),
        SEEN,
        SEEN.plusSeconds(random.nextInt(10_000_000)));
  }

  private List<Chain> chains() {
    Chain first = Chains.named(skewed(CHAINS)).orElseThrow();
    Chain second = Chains.named(skewed(CHAINS)).orElseThrow();
    return random.nextInt(10) == 0 && !second.equals(first)
        ? List.of(first, second)
        : List.of(first);
  }

  /** From some hundred dollars to some hundred millions; every twelfth is unknown. */
  private Optional<Usd> loss() {
    return random.nextInt(12) == 0
        ? Optional.empty()
        : Optional.of(Usd.of((long) Math.exp(6 + 14 * random.nextDouble())));
  }

  private String summary(String name, List<Chain> chains) {
    StringBuilder summary =
        new StringBuilder(name).append(" on ").append(chains.getFirst().name()).append(" lost");
    int length = 15 + random.nextInt(25);
    for (int i = 0; i < length; i++) {
      summary.append(' ').append(skewed(PROSE));
    }
    return summary.append('.').toString();
  }

  private Evidence evidence(String technique) {
    List<Source> sources = new ArrayList<>();
    for (String publisher : PUBLISHERS.subList(0, 1 + random.nextInt(PUBLISHERS.size()))) {
      sources.add(
          new Source(publisher, Optional.empty(), Optional.empty(), Optional.of(technique), false));
    }
    return new Evidence(sources, List.of(), List.of(), Optional.empty());
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** The earlier in the list, the likelier. */
  private <T> T skewed(List<T> of) {
    double at = random.nextDouble();
    return of.get((int) (of.size() * at * at));
  }
}
