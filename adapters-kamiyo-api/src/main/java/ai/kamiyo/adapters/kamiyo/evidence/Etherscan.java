package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One chain as Etherscan's API version 2 shows it: one address and one key for all chains. */
final class Etherscan implements Explorer {
  static final String NAME = "etherscan";
  private static final String SETTING = "ETHERSCAN_API_KEY";
  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 1_000;

  private final URI base;
  private final long chain;
  private final Optional<String> key;
  private final WebServer server;
  private final Pace pace;

  Etherscan(URI base, long chain, Optional<String> key, WebServer server, Pace pace) {
    this.base = base;
    this.chain = chain;
    this.key = key;
    this.server = server;
    this.pace = pace;
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public long newest() throws WebFailure, InterruptedException {
    return number(reply(Map.of("module", "proxy", "action", "eth_blockNumber")).text());
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

  static long number(String text) throws WebFailure {
    return EventLog.number(text)
        .filter(n -> n.bitLength() < Long.SIZE)
        .map(BigInteger::longValue)
        .orElseThrow(() -> new WebFailure(Kind.REFUSAL, "the explorer gives no block number"));
  }

  @Override
  public Rows rows(Map<String, String> parameters) throws WebFailure, InterruptedException {
    return reply(parameters).rows();
  }

  @Override
  public List<Outcome> results(List<Call> calls) throws WebFailure, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Call call : calls) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("module", "proxy");
      parameters.put("action", "eth_call");
      parameters.put("to", call.to().key());
      parameters.put("data", call.data());
      parameters.put("tag", "latest");
      outcomes.add(reply(parameters).called());
    }
    return outcomes;
  }

  private ExplorerReply reply(Map<String, String> parameters)
      throws WebFailure, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      pace.await();
      byte[] body =
          server.patiently(address(parameters), Validators.NONE).body().orElse(new byte[0]);
      ExplorerReply reply = new ExplorerReply("Etherscan", SETTING, body);
      if (!reply.tooOften() || attempt == TRIES) {
        return reply;
      }
      Thread.sleep(PAUSE_MILLIS * attempt);
    }
  }

  private URI address(Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("chainid", Long.toString(chain));
    all.putAll(parameters);
    key.ifPresent(k -> all.put("apikey", k));
    return URI.create(base + "?" + query(all));
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
