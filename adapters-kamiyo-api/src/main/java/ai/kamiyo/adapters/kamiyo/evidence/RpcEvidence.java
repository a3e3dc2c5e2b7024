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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence from plain nodes, one for each chain. */
public final class RpcEvidence implements WalletEvidence {
  static final String NAME = "rpc";
  private static final String SETTING = "EVM_RPC_URLS";
  private static final WebServer.Limits LIMITS =
      new WebServer.Limits(Duration.ofSeconds(10), 32L << 20, Duration.ofSeconds(10));

  private final Map<Chain, JsonRpc> nodes = new LinkedHashMap<>();
  private final Map<Chain, WebServer> servers = new LinkedHashMap<>();
  private final Clock clock;

  /**
   * Evidence from these nodes.
   *
   * @param urls by EIP-155 number
   */
  public RpcEvidence(Map<Long, URI> urls, Clock clock) {
    this.clock = clock;
    urls.forEach((id, url) -> {
      Chain chain = Chains.ofEip155(id);
      String name = "the node for " + chain.name();
      WebServer server =
          new WebServer(name, new WebServer.Bearer(SETTING, Optional.empty()), LIMITS, clock);
      servers.put(chain, server);
      nodes.put(chain, new JsonRpc(name, SETTING, url, server));
    });
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public List<Chain> chains() {
    return List.copyOf(nodes.keySet());
  }

  @Override
  public ChainEvidence of(Enquiry enquiry) {
    JsonRpc node = nodes.get(enquiry.chain());
    if (node == null) {
      return ChainEvidence.none(
          ChainCoverage.nothing(
              enquiry.chain(),
              NAME,
              "no node for it is configured: add "
                  + enquiry.chain().eip155().orElse(0L)
                  + "=URL to EVM_RPC_URLS"));
    }
    return new RpcChain(node, enquiry).read(clock);
  }

  @Override
  public void close() {
    servers.values().forEach(WebServer::close);
  }
}
