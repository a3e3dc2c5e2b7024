package ai.kamiyo.adapters.mcp;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Cause;
import ai.kamiyo.domain.exploit.Evidence;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.InvolvedAddress;
import ai.kamiyo.domain.exploit.Loss;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.exploit.Transaction;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.exploit.Victim;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Exploits to test with: everyday ones, bare ones, and ones whose texts are hostile. */
public final class Incidents {
  private static final LocalDate DAY = LocalDate.parse("2023-03-13");
  private static final Instant SEEN = Instant.parse("2026-11-23T10:11:12.345678Z");
  private static final Optional<Chain> ETHEREUM = Chains.named("eth");

  private Incidents() {}

  /** As most are: one chain, a loss, two sources, a transaction. */
  public static Exploit usual(int n) {
    String name = "Example Finance " + n;
    List<Source> sources =
        List.of(
            new Source(
                "DefiLlama",
                Optional.of("https://twitter.com/PeckShieldAlert/status/16349345681234567" + n),
                Optional.of(Usd.of(197_000_000L + n)),
                Optional.of("Flashloan Donate Function Logic Exploit"),
                false),
            new Source(
                "DeFiHackLabs",
                Optional.of("https://github.com/SunWeb3Sec/DeFiHackLabs/src/test/" + n + ".sol"),
                Optional.empty(),
                Optional.empty(),
                false));
    return new Exploit(
        ExploitId.of("example-finance-" + n, DAY.plusDays(n), 1),
        Set.of(),
        DAY.plusDays(n),
        new Victim(name, "example-finance-" + n, List.of("Example", "EXM")),
        List.of(ETHEREUM.orElseThrow()),
        Loss.of(Optional.of(Usd.of(196_000_000L + n)), sources, Optional.of(Usd.ZERO)),
        new Cause(RootCause.BUSINESS_LOGIC, "Flash loan, donateToReserves without health check"),
        Set.of(Flag.FLASH_LOAN),
        "The attacker borrowed with a flash loan, donated collateral to the reserves, and so made"
            + " its own position liquidatable at a discount, which it then liquidated itself.",
        new Evidence(
            sources,
            List.of(new Transaction(ETHEREUM, "0x" + "c310a0affe2169d1".repeat(4))),
            List.of(
                new InvolvedAddress(
                    "0x" + "5f259d0b76".repeat(4), InvolvedAddress.Role.ATTACKER, ETHEREUM)),
            Optional.empty()),
        SEEN,
        SEEN);
  }

  /** With nothing but what every exploit must have. */
  public static Exploit bare() {
    return new Exploit(
        new ExploitId("bare-2024-02-29"),
        Set.of(),
        LocalDate.parse("2024-02-29"),
        new Victim("Bare", "bare", List.of()),
        List.of(),
        Loss.UNKNOWN,
        new Cause(RootCause.UNKNOWN, ""),
        Set.of(),
        "",
        new Evidence(List.of(), List.of(), List.of(), Optional.empty()),
        SEEN,
        SEEN);
  }

  /** With this text in every place where a third party may write. */
  public static Exploit saying(int n, String text) {
    Chain chain = new Chain(text, Optional.empty());
    Source source =
        new Source(
            text,
            Optional.of("https://example.com/" + "aZ9-".repeat(45)),
            Optional.of(new Usd(12_345)),
            Optional.of(text),
            false);
    List<Source> sources = IntStream.range(0, 20).mapToObj(i -> source).toList();
    return new Exploit(
        ExploitId.of("a-protocol-of-bad-faith-" + n, DAY, 1),
        Set.of(),
        DAY,
        new Victim(text, "x9q", IntStream.range(0, 30).mapToObj(i -> text).toList()),
        IntStream.range(0, 30).mapToObj(i -> chain).toList(),
        Loss.of(Optional.of(new Usd(12_399)), sources, Optional.of(new Usd(1))),
        new Cause(RootCause.PRICE_ORACLE_MANIPULATION, text),
        Set.of(Flag.values()),
        text,
        new Evidence(
            sources,
            IntStream.range(0, 50)
                .mapToObj(i -> new Transaction(Optional.of(chain), text))
                .toList(),
            IntStream.range(0, 50)
                .mapToObj(i ->
                    new InvolvedAddress(
                        text, InvolvedAddress.Role.VULNERABLE_CONTRACT, Optional.of(chain)))
                .toList(),
            Optional.of("javascript:alert(1)")),
        SEEN,
        SEEN);
  }

  public static List<Exploit> usual(int from, int to) {
    return IntStream.range(from, to).mapToObj(Incidents::usual).toList();
  }
}
