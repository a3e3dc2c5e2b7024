package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.client.RedisException;
import redis.embedded.RedisServer;

/** A Redis server of a test's own, on a free port, which can be killed and started again. */
public final class Redis implements AutoCloseable {
  private static final Pattern PID = Pattern.compile("process_id:(\\d+)");
  private static final int AT_ONCE = 16;

  private final int port;
  private final String password;
  private RedisServer server;
  private ProcessHandle process;

  private Redis(int port, String password) {
    this.port = port;
    this.password = password;
    start();
  }

  public static Redis open() {
    return new Redis(freePort(), "");
  }

  public static Redis locked(String password) {
    return new Redis(freePort(), password);
  }

  private void start() {
    try {
      var builder =
          RedisServer.newRedisServer().port(port).setting("save \"\"").setting("bind 127.0.0.1");
      server = (password.isEmpty() ? builder : builder.setting("requirepass " + password)).build();
      server.start();
      process = answering();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that is connected, as often as many questions at once need. */
  RedisClient client() throws Exception {
    RedisClient client = new RedisClient(address());
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Callable<Boolean> asking =
          () -> {
            answered(() -> client.redisson().getKeys().count());
            return true;
          };
      for (Future<Boolean> each : executor.invokeAll(Collections.nCopies(AT_ONCE, asking))) {
        boolean unused = each.get();
      }
    } finally {
      executor.shutdownNow();
    }
    return client;
  }

  /** Asks until there is an answer: a busy machine takes its time to connect. */
  static void answered(Runnable question) throws Exception {
    eventually(
        "Redis answers",
        () -> {
          try {
            question.run();
            return true;
          } catch (RedisException late) {
            return false;
          }
        });
  }

  /** Without a login. */
  public URI address() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** Stops the process where it stands: it takes what it is sent, and answers nothing. */
  void freeze() throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
  }

  /** Kills the process without a word. */
  public void kill() {
    process.destroyForcibly();
    var unused = process.onExit().join();
    close();
  }

  /** Which process answers here; several tests may have one each at the same time. */
  private ProcessHandle answering() {
    String answer = ask("INFO", "server");
    Matcher pid = PID.matcher(answer);
    if (!pid.find()) {
      throw new IllegalStateException("Redis does not say which process it is: " + answer);
    }
    return ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
  }

  /** What Redis answers to these words, as it is spelled on the line. */
  public String ask(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String login = password.isEmpty() ? "" : line("AUTH", password);
      // Told to hang up after its answer, it need not be understood where that ends.
      String question = login + line(words) + line("QUIT");
      socket.getOutputStream().write(question.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
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

  /** Our keys of this pattern. */
  public List<String> keys(String pattern) {
    return ask("KEYS", pattern).lines().filter(line -> line.startsWith("kamiyo:")).toList();
  }

  public void restart() {
    start();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
