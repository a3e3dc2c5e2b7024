package ai.kamiyo.adapters.kamiyo.evidence;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A real EVM node in a process of its own, where scripts/anvil has brought one. */
final class Anvil implements AutoCloseable {
  static final long CHAIN = 31_337;
  private static final int ATTEMPTS = 3;
  private static final Duration START = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Process process;
  private final URI url;
  private final HttpClient client = HttpClient.newHttpClient();

  private Anvil(Process process, int port) {
    this.process = process;
    this.url = URI.create("http://127.0.0.1:" + port);
  }

  /** A node that answers; the test is skipped where there is none. */
  static Anvil start() throws IOException, InterruptedException {
    Path binary = binary();
    assumeTrue(
        Files.isExecutable(binary),
        "skipped: there is no EVM node at " + binary + "; sh scripts/anvil brings one");
    for (int attempt = 1; ; attempt++) {
      Anvil anvil = started(binary);
      if (anvil.answers()) {
        return anvil;
      }
      anvil.close();
      if (attempt == ATTEMPTS) {
        throw new IOException("the node did not start");
      }
    }
  }

  private static Anvil started(Path binary) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                binary.toString(), "--host", "127.0.0.1", "--port", "" + port, "--silent")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Anvil(process, port);
  }

  /** Waits until it answers; it ends without that if its port has been taken meanwhile. */
  private boolean answers() throws InterruptedException {
    long begin = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - begin < START.toNanos()) {
      try {
        ask("eth_chainId");
        return process.isAlive();
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    return false;
  }

  private static Path binary() {
    String home =
        Optional.ofNullable(System.getenv("KAMIYO_ANVIL_HOME"))
            .orElseGet(() ->
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .orElse(System.getProperty("user.home") + "/.cache")
                    + "/kamiyo/anvil-1.7.1");
    return Path.of(home, "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
  }

  URI url() {
    return url;
  }

  JsonNode ask(String method, Object... params) throws IOException, InterruptedException {
    ObjectNode request =
        MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    ArrayNode list = request.putArray("params");
    for (Object param : params) {
      list.add(MAPPER.<JsonNode>valueToTree(param));
    }
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode answer = MAPPER.readTree(response.body());
    if (answer.has("error")) {
      throw new IllegalStateException(answer.path("error").toString());
    }
    return answer.path("result");
  }

  /** One of the accounts whose keys the node holds. */
  String account(int number) throws IOException, InterruptedException {
    return ask("eth_accounts").get(number).asString();
  }

  /** Sends a transaction and returns its receipt; it must succeed. */
  JsonNode send(String from, Optional<String> to, String data)
      throws IOException, InterruptedException {
    ObjectNode transaction =
        MAPPER.createObjectNode().put("from", from).put("data", data).put("gas", "0x200000");
    to.ifPresent(address -> transaction.put("to", address));
    String hash = ask("eth_sendTransaction", transaction).asString();
    JsonNode receipt = ask("eth_getTransactionReceipt", hash);
    for (int attempt = 0; receipt.isNull() && attempt < 200; attempt++) {
      Thread.sleep(50); // it is mined, and a moment later shown
      receipt = ask("eth_getTransactionReceipt", hash);
    }
    if (!receipt.path("status").asString().equals("0x1")) {
      throw new IllegalStateException("a transaction failed: " + receipt);
    }
    return receipt;
  }

  void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}
