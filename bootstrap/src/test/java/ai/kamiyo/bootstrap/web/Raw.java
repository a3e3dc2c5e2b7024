package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.kamiyo.bootstrap.endtoend.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection that says exactly the bytes it is told, and hears whatever comes back. */
final class Raw implements AutoCloseable {
  private final Socket socket = new Socket();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private volatile boolean ended;

  private Raw(int port) {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  static Raw to(Served served) {
    return new Raw(served.port());
  }

  private void listen() {
    byte[] buffer = new byte[8192];
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (heard) {
          heard.write(buffer, 0, n);
        }
      }
    } catch (IOException ignored) {
      // A reset is an end as well.
    }
    ended = true;
  }

  /** Says this; whether it is still listened to is the server's affair. */
  Raw say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException ignored) {
      // What was heard tells.
    }
    return this;
  }

  Raw say(String text) {
    return say(text.getBytes(ISO_8859_1));
  }

  /** No more will be said. */
  Raw endSpeech() {
    try {
      socket.shutdownOutput();
    } catch (IOException ignored) {
      // It was closed already.
    }
    return this;
  }

  boolean hasEnded() {
    return ended;
  }

  String heard() {
    synchronized (heard) {
      return heard.toString(ISO_8859_1);
    }
  }

  /** Everything up to the end of the connection. */
  String hearAll() {
    return hearAll(Web.DEADLINE);
  }

  String hearAll(Duration deadline) {
    Patience.until(deadline, () -> ended, () -> "the end of a connection; heard: " + heard());
    return heard();
  }

  /** The first answer of a connection that the server is to close. */
  Answer answer() {
    return parsed(hearAll());
  }

  /** The first answer, whose head is awaited; the connection may stay open. */
  Answer head() {
    Patience.until(
        Web.DEADLINE,
        () -> ended || heard().contains("\r\n\r\n"),
        () -> "an answer; heard: " + heard());
    return parsed(heard());
  }

  private static Answer parsed(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.")) {
      throw new AssertionError("no answer, but: " + text);
    }
    Map<String, List<String>> headers = new TreeMap<>();
    List<String> lines = text.substring(0, end).lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
    return new Answer(status, headers, text.substring(end + 4));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
