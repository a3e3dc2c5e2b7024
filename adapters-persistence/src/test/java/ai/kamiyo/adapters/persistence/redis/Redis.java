package ai.kamiyo.adapters.persistence.redis;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.redisson.client.RedisException;
import redis.embedded.RedisServer;

/** A Redis server of a test's own, on a free port, which can be killed and started again. */
public final class Redis implements AutoCloseable {
  private final int port;
  private final String password;
  private List<ProcessHandle> processes = List.of();
  private RedisServer server;

  private Redis(int port, String password) {
    this.port = port;
    this.password = password;
    this.server = start();
  }

  public static Redis open() {
    return new Redis(freePort(), "");
  }

  public static Redis locked(String password) {
    return new Redis(freePort(), password);
  }

  private RedisServer start() {
    try {
      var builder =
          RedisServer.newRedisServer().port(port).setting("save \"\"").setting("bind 127.0.0.1");
      RedisServer started =
          (password.isEmpty() ? builder : builder.setting("requirepass " + password)).build();
      List<ProcessHandle> others = allProcesses();
      started.start();
      processes = allProcesses().stream().filter(each -> !others.contains(each)).toList();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that is connected. */
  RedisClient client() throws Exception {
    RedisClient client = new RedisClient(address());
    eventually(
        "Redis answers",
        () -> {
          try {
            return client.redisson().getKeys().count() >= 0;
          } catch (RedisException e) {
            return false; // a busy machine takes its time to connect
          }
        });
    return client;
  }

  /** Without a login. */
  public URI address() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** Stops the process where it stands: it takes what it is sent, and answers nothing. */
  void freeze() throws Exception {
    for (ProcessHandle process : processes) {
      new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
    }
  }

  private static List<ProcessHandle> allProcesses() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("redis"))
        .toList();
  }

  /** Kills the process without a word. */
  public void kill() {
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    close();
  }

  public void restart() {
    server = start();
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
