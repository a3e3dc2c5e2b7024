package ai.kamiyo.adapters.persistence.redis;

import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.health.HealthProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Asks Redis whether it is there; one that wants a password first is there, too. */
public final class RedisPing implements HealthProbe {
  static final int DEFAULT_PORT = 6379;
  private static final int TIMEOUT = (int) Duration.ofSeconds(2).toMillis();

  private final URI uri;

  public RedisPing(URI uri) {
    this.uri = uri;
  }

  @Override
  public Connection probe() {
    SocketFactory sockets =
        "rediss".equals(uri.getScheme())
            ? SSLSocketFactory.getDefault()
            : SocketFactory.getDefault();
    try (Socket socket = sockets.createSocket()) {
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      socket.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      return first == '+' || first == '-' ? Connection.CONNECTED : Connection.DEGRADED;
    } catch (IOException e) {
      return Connection.DISCONNECTED;
    }
  }
}
