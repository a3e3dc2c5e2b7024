package ai.kamiyo.adapters.mcp.stdio;

import ai.kamiyo.adapters.mcp.McpAdapter;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A running server, its input kept open, its answers as they come. */
final class Pipe implements AutoCloseable {
  final StdioServer server;
  private final OutputStream toServer;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final Thread runner;

  Pipe(McpAdapter adapter) throws IOException {
    PipedInputStream in = new PipedInputStream(1 << 20);
    toServer = new PipedOutputStream(in);
    server = adapter.stdio(in, new Answers());
    runner =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                server.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Takes each answer as the one write it must be. */
  private final class Answers extends OutputStream {
    @Override
    public void write(int b) {
      throw new AssertionError("an answer is one write");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
      if (line.indexOf('\n') != line.length() - 1) {
        throw new AssertionError("an answer is one line: " + line);
      }
      answers.add(Json.parse(line).orElseThrow());
    }
  }

  void send(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /** The next answer, if one comes in time. */
  Optional<JsonNode> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  JsonNode next() throws InterruptedException {
    return next(Duration.ofSeconds(10)).orElseThrow();
  }

  void endOfInput() throws IOException {
    toServer.close();
  }

  /** Whether {@code run()} returns in time. */
  boolean ends(Duration patience) throws InterruptedException {
    return runner.join(patience);
  }

  @Override
  public void close() throws IOException {
    toServer.close();
  }
}
