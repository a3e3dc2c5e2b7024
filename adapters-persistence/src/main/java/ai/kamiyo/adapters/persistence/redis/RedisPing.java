package ai.kamiyo.adapters.persistence.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Logs in to Redis and asks whether it is there; one that lets nobody in is of no use. */
public final class RedisPing implements HealthProbe {
  static final int DEFAULT_PORT = 6379;
  private static final int TIMEOUT = (int) Duration.ofSeconds(2).toMillis();
  private static final int LONGEST_ANSWER = 512;

  private final URI uri;

  public RedisPing(URI uri) {
    this.uri = uri;
  }

  @Override
  public Connection probe() {
    return look().connection();
  }

  /** Tries it, and says for an operator what came of it. */
  public Found look() {
    try (Socket socket = sockets().createSocket()) {
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      socket.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      if (socket instanceof SSLSocket secure) {
        SSLParameters parameters = secure.getSSLParameters();
        // Or any certificate would do, and whoever has one would be told the password.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
      }
      List<String> login = Login.of(uri).command();
      if (!login.isEmpty() && !ask(socket, login).startsWith("+")) {
        return new Found(
            Connection.DISCONNECTED, "it refuses the login: check the password in REDIS_URL");
      }
      String answer = ask(socket, List.of("PING"));
      if (answer.startsWith("+")) {
        return new Found(Connection.CONNECTED, "it answers");
      }
      return new Found(
          Connection.DISCONNECTED,
          answer.startsWith("-NOAUTH")
              ? "it wants a password, and REDIS_URL names none"
              : "it answers, but is not ready, or it is no Redis");
    } catch (IOException e) {
      return new Found(Connection.DISCONNECTED, "it does not answer");
    }
  }

  private SocketFactory sockets() {
    return "rediss".equals(uri.getScheme())
        ? SSLSocketFactory.getDefault()
        : SocketFactory.getDefault();
  }

  /** The first line of the answer; it may hold what was sent, so it is shown to nobody. */
  private static String ask(Socket socket, List<String> words) throws IOException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(("*" + words.size() + "\r\n").getBytes(UTF_8));
    for (String word : words) {
      byte[] bytes = word.getBytes(UTF_8);
      command.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
      command.writeBytes(bytes);
      command.writeBytes("\r\n".getBytes(UTF_8));
    }
    socket.getOutputStream().write(command.toByteArray());
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
      if (line.length() > LONGEST_ANSWER) {
        break;
      }
    }
    return line.toString();
  }

  /**
   * What came of trying.
   *
   * @param detail for an operator to read, without anything secret
   */
  public record Found(Connection connection, String detail) {}
}
