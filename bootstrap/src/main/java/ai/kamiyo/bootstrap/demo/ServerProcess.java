package ai.kamiyo.bootstrap.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The server as a client starts it: a process of its own, spoken to over its stdin and stdout. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final JsonMapper mapper = JsonMapper.shared();
  private final Process process;
  private final Writer in;
  private final BufferedReader out;
  private int lastId;

  ServerProcess() throws IOException {
    process = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The launcher that started this program, or else the same Java with the same program. */
  static List<String> command() {
    Optional<Path> launcher = launcher();
    if (launcher.isPresent()) {
      return List.of(launcher.get().toString(), "stdio");
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("ai.kamiyo.bootstrap.Main", "stdio"));
    return command;
  }

  static Optional<Path> launcher() {
    return Optional.ofNullable(System.getProperty("kamiyo.launcher")).map(Path::of);
  }

  /** Asks, and waits for the result; throws if it is an error or does not come. */
  JsonNode request(String method, ObjectNode params) throws IOException, InterruptedException {
    ObjectNode request = message(method, params).put("id", ++lastId);
    send(request);
    JsonNode answer = mapper.readTree(nextLine());
    if (answer.path("id").asInt() != lastId || !answer.has("result")) {
      throw new IOException("the server answered " + method + " with " + answer);
    }
    return answer.get("result");
  }

  void notify(String method) throws IOException {
    send(message(method, mapper.createObjectNode()));
  }

  private ObjectNode message(String method, ObjectNode params) {
    ObjectNode message = mapper.createObjectNode().put("jsonrpc", "2.0").put("method", method);
    return message.set("params", params);
  }

  private void send(ObjectNode message) throws IOException {
    in.write(message + "\n");
    in.flush();
  }

  private String nextLine() throws IOException, InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            line.complete(Optional.ofNullable(out.readLine()).orElse(""));
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    try {
      String text = line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (text.isEmpty()) {
        throw new IOException("the server ended without an answer");
      }
      return text;
    } catch (TimeoutException e) {
      throw new IOException("the server did not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("the server's answer cannot be read", e);
    }
  }

  /** Ends the session as clients do: by closing stdin. */
  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
