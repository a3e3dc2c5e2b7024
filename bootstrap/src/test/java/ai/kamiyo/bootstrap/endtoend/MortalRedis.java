package ai.kamiyo.bootstrap.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.embedded.RedisServer;

/** A Redis server on a port of its own that can be killed, and what it holds. */
final class MortalRedis implements AutoCloseable {
  private final int port = freePort();
  private final RedisServer server;
  private final List<ProcessHandle> processes;

  MortalRedis() {
    List<ProcessHandle> others = all();
    try {
      server =
          RedisServer.newRedisServer()
              .port(port)
              .setting("save \"\"")
              .setting("bind 127.0.0.1")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    processes = all().stream().filter(each -> !others.contains(each)).toList();
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** What Redis answers to these words, as it is spelled on the line. */
  String ask(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(line(words).getBytes(StandardCharsets.ISO_8859_1));
      // Told to hang up after its answer, it need not be understood where that ends.
      out.write(line("QUIT").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String... words) {
    StringBuilder line = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      line.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return line.toString();
  }

  /** The keys of this pattern. */
  List<String> keys(String pattern) {
    return ask("KEYS", pattern).lines().filter(line -> line.startsWith("kamiyo:")).toList();
  }

  /** Kills the process without a word. */
  void kill() {
    processes.forEach(ProcessHandle::destroyForcibly);
    Patience.until(
        () -> processes.stream().noneMatch(ProcessHandle::isAlive), () -> "the end of Redis");
  }

  private static List<ProcessHandle> all() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("redis"))
        .toList();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
