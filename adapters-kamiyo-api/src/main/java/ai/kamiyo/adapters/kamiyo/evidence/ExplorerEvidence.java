package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.wallet.ChainCoverage;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.WalletEvidence;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Evidence from block explorers: Etherscan for all chains, or Blockscout instances. */
public final class ExplorerEvidence implements WalletEvidence {
  private static final WebServer.Limits LIMITS =
      new WebServer.Limits(Duration.ofSeconds(10), 16L << 20, Duration.ofSeconds(10));

  /** Etherscan's free keys may ask three times a second; Blockscout lets anybody ask five times. */
  private static final Duration ETHERSCAN_PACE = Duration.ofMillis(340);

  private static final Duration BLOCKSCOUT_PACE = Duration.ofMillis(210);

  /** What is read unless other chains are asked for: more would not be read in time. */
  private static final List<Long> ETHERSCAN_CHAINS = List.of(1L, 56L, 137L, 42_161L, 8_453L);

  private final String provider;
  private final List<Chain> chains;
  private final Function<Chain, Optional<Explorer>> explorers;
  private final String missing;
  private final List<WebServer> servers;
  private final Clock clock;

  private ExplorerEvidence(
      String provider,
      List<Chain> chains,
      Function<Chain, Optional<Explorer>> explorers,
      String missing,
      List<WebServer> servers,
      Clock clock) {
    this.provider = provider;
    this.chains = chains;
    this.explorers = explorers;
    this.missing = missing;
    this.servers = servers;
    this.clock = clock;
  }

  /** Evidence from Etherscan, on whatever EVM chain it serves. */
  public static ExplorerEvidence etherscan(URI base, Optional<String> key, Clock clock) {
    return etherscan(base, key, ETHERSCAN_PACE, clock);
  }

  static ExplorerEvidence etherscan(URI base, Optional<String> key, Duration pace, Clock clock) {
    WebServer server = server("Etherscan", "ETHERSCAN_API_KEY", clock);
    Pace shared = new Pace(pace);
    return new ExplorerEvidence(
        Etherscan.NAME,
        ETHERSCAN_CHAINS.stream().map(Chains::ofEip155).toList(),
        chain -> chain.eip155().map(id -> new Etherscan(base, id, key, server, shared)),
        "Etherscan shows EVM chains only",
        List.of(server),
        clock);
  }

  /** Evidence from these instances, by EIP-155 number. */
  public static ExplorerEvidence blockscout(Map<Long, URI> instances, Clock clock) {
    return blockscout(instances, BLOCKSCOUT_PACE, clock);
  }

  static ExplorerEvidence blockscout(Map<Long, URI> instances, Duration pace, Clock clock) {
    Map<Chain, Explorer> explorers = new LinkedHashMap<>();
    List<WebServer> servers = new ArrayList<>();
    instances.forEach((id, url) -> {
      Chain chain = Chains.ofEip155(id);
      String name = "Blockscout for " + chain.name();
      WebServer server = server(name, "BLOCKSCOUT_URLS", clock);
      servers.add(server);
      explorers.put(chain, new Blockscout(name, url, server, new Pace(pace)));
    });
    return new ExplorerEvidence(
        Blockscout.NAME,
        List.copyOf(explorers.keySet()),
        chain -> Optional.ofNullable(explorers.get(chain)),
        "no instance for it is configured: add its number and URL to BLOCKSCOUT_URLS",
        servers,
        clock);
  }

  private static WebServer server(String name, String setting, Clock clock) {
    return new WebServer(name, new WebServer.Bearer(setting, Optional.empty()), LIMITS, clock);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public List<Chain> chains() {
    return chains;
  }

  @Override
  public ChainEvidence of(Enquiry enquiry) {
    return explorers
        .apply(enquiry.chain())
        .map(explorer -> new ExplorerChain(explorer, enquiry).read(clock))
        .orElseGet(
            () -> ChainEvidence.none(ChainCoverage.nothing(enquiry.chain(), provider, missing)));
  }

  @Override
  public void close() {
    servers.forEach(WebServer::close);
  }
}
