package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One chain as a Blockscout instance shows it: rows at {@code /api}, calls at {@code /eth-rpc}. */
final class Blockscout implements Explorer {
  static final String NAME = "blockscout";
  private static final String SETTING = "BLOCKSCOUT_URLS";
  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 1_000;

  private final String name;
  private final String base;
  private final WebServer server;
  private final JsonRpc calls;
  private final Pace pace;

  Blockscout(String name, URI instance, WebServer server, Pace pace) {
    this.name = name;
    String url = instance.toString();
    this.base = url.endsWith("/api") ? url : url + "/api";
    this.server = server;
    this.calls = new JsonRpc(name, SETTING, URI.create(base + "/eth-rpc"), server);
    this.pace = pace;
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public long newest() throws WebFailure, InterruptedException {
    pace.await();
    return Etherscan.number(
        calls.one("eth_blockNumber", JsonMapper.shared().createArrayNode()).asString(""));
  }

  @Override
  public Optional<Long> before(Instant moment) throws WebFailure, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("module", "block");
    parameters.put("action", "getblocknobytime");
    parameters.put("timestamp", Long.toString(moment.getEpochSecond()));
    parameters.put("closest", "before");
    return reply(parameters).block();
  }

  @Override
  public Rows rows(Map<String, String> parameters) throws WebFailure, InterruptedException {
    return reply(parameters).rows();
  }

  @Override
  public List<Outcome> results(List<Call> asked) throws WebFailure, InterruptedException {
    pace.await();
    return calls.results(asked);
  }

  @Override
  public int atOnce() {
    return calls.atOnce();
  }

  private ExplorerReply reply(Map<String, String> parameters)
      throws WebFailure, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      pace.await();
      URI address = URI.create(base + "?" + Etherscan.query(parameters));
      byte[] body = server.patiently(address, Validators.NONE).body().orElse(new byte[0]);
      ExplorerReply reply = new ExplorerReply(name, SETTING, body);
      if (!reply.tooOften() || attempt == TRIES) {
        return reply;
      }
      Thread.sleep(PAUSE_MILLIS * attempt);
    }
  }
}
