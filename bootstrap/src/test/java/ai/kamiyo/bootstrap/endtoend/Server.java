package ai.kamiyo.bootstrap.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The other end of a running server's pipes. */
final class Server implements AutoCloseable {
  private final Process process;
  private final OutputStream in;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
  private final Thread outPump;
  private final Thread errPump;
  private final AtomicLong ids = new AtomicLong(1000);

  Server(Process process) {
    this.process = process;
    this.in = process.getOutputStream();
    this.outPump = Thread.ofVirtual().start(() -> pump(process.inputReader(UTF_8), true));
    this.errPump = Thread.ofVirtual().start(() -> pump(process.errorReader(UTF_8), false));
  }

  private void pump(BufferedReader reader, boolean protocol) {
    try (reader) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (protocol) {
          take(line);
        } else {
          err.add(line);
        }
      }
    } catch (IOException e) {
      err.add("the test could not read on: " + e.getMessage());
    }
  }

  private void take(String line) {
    try {
      JsonNode message = Json.read(line);
      if (message.has("id") && !message.has("method")) {
        answers.put(message.get("id").toString(), message);
      }
    } catch (JacksonException ignored) {
      // assertOnlyProtocol reports it.
    }
    out.add(line);
  }

  static boolean isNotice(String line) {
    return line.startsWith("WARNING: ")
        || line.startsWith("Picked up ")
        || line.matches("(OpenJDK|Java HotSpot).*|\\[[0-9.,]+s\\]\\[warning\\].*");
  }

  /** Bytes as they are; whether the server still reads them is its own affair. */
  void raw(byte[] bytes) {
    try {
      in.write(bytes);
      in.flush();
    } catch (IOException e) {
      throw new AssertionError("the server reads no more; stderr:\n" + String.join("\n", err), e);
    }
  }

  void line(String line) {
    raw((line + "\n").getBytes(UTF_8));
  }

  static String request(long id, String method, Object params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    return Json.write(message);
  }

  static String initialize(long id, String revision) {
    return request(
        id,
        "initialize",
        Map.of(
            "protocolVersion", revision,
            "capabilities", Map.of(),
            "clientInfo", Map.of("name", "stranger", "version", "1.0")));
  }

  static String callRequest(long id, String tool, Map<String, ?> arguments) {
    return request(id, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  JsonNode handshake(String revision) {
    long id = ids.incrementAndGet();
    line(initialize(id, revision));
    JsonNode answer = answer(id);
    line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return answer.path("result");
  }

  /** The whole answer, whether a result or an error. */
  JsonNode exchange(String method, Object params) {
    long id = ids.incrementAndGet();
    line(request(id, method, params));
    return answer(id);
  }

  /** Sends a request, which is answered in its own time. */
  long send(String method, Object params) {
    long id = ids.incrementAndGet();
    line(request(id, method, params));
    return id;
  }

  void ping() {
    JsonNode answer = exchange("ping", Map.of());
    assertThat(answer.has("result")).as("%s", answer).isTrue();
  }

  Result call(String tool, Map<String, ?> arguments) {
    return Result.of(
        exchange("tools/call", Map.of("name", tool, "arguments", arguments)), tool, arguments);
  }

  Result search(Map<String, ?> arguments) {
    return call("search_exploits", arguments);
  }

  Result health() {
    return call("health_check", Map.of());
  }

  /** Waits until it has incidents; on a busy machine that takes longer than a call waits. */
  void awaitData() {
    Patience.until(
        () -> health().answer().path("exploit_data").path("incidents").asInt(0) > 0,
        () -> "the incidents");
  }

  JsonNode answer(long id) {
    return answer(Long.toString(id));
  }

  JsonNode answer(String idAsJson) {
    Patience.until(
        () -> answers.containsKey(idAsJson) || !outPump.isAlive(),
        () -> "the answer to " + idAsJson + "; stderr:\n" + String.join("\n", err));
    @Nullable JsonNode answer = answers.get(idAsJson);
    if (answer == null) {
      throw new AssertionError(
          "the server ended without answering "
              + idAsJson
              + "; stderr:\n"
              + String.join("\n", err));
    }
    return answer;
  }

  boolean hasAnswered(long id) {
    return answers.containsKey(Long.toString(id));
  }

  List<String> out() {
    return List.copyOf(out);
  }

  List<String> err() {
    return List.copyOf(err);
  }

  /** Asks the process to end and keeps its pipes open. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Kills the process without a word. */
  void kill() {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  /** Waits until the server has answered or has ended without. */
  void awaitAnswerOrEnd(long id) {
    Patience.until(() -> hasAnswered(id) || !process.isAlive(), () -> "an answer or the end");
  }

  /** Ends the input of a server that may have ended by itself. */
  void closeInputQuietly() {
    try {
      in.close();
    } catch (IOException ignored) {
      // Nobody reads any more.
    }
  }

  void closeInput() {
    try {
      in.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the input, waits for the end of the process and of what it prints. */
  int finish() {
    closeInput();
    return awaitExit();
  }

  int awaitExit() {
    try {
      assertThat(process.waitFor(Patience.DEADLINE.toSeconds(), TimeUnit.SECONDS))
          .as("the server ends; stderr: %s", err)
          .isTrue();
      outPump.join();
      errPump.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return process.exitValue();
  }

  /** Everything on stdout so far is JSON-RPC, one message a line. */
  void assertEachAnsweredOnce() {
    assertThat(out.stream().map(Json::read).filter(message -> !message.has("method")))
        .extracting(message -> message.get("id").toString())
        .doesNotHaveDuplicates();
  }

  void assertOnlyProtocol() {
    for (String line : out) {
      JsonNode message;
      try {
        message = Json.read(line);
      } catch (JacksonException e) {
        throw new AssertionError("not JSON on stdout: " + line, e);
      }
      assertThat(message.isObject()).as(line).isTrue();
      assertThat(message.path("jsonrpc").asString("")).as(line).isEqualTo("2.0");
      if (!message.has("method")) {
        assertThat(message.has("id")).as(line).isTrue();
        assertThat(message.has("result") ^ message.has("error")).as(line).isTrue();
      }
      if (message.has("error")) {
        assertThat(message.path("error").path("code").isInt()).as(line).isTrue();
        assertThat(message.path("error").path("message").isString()).as(line).isTrue();
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
