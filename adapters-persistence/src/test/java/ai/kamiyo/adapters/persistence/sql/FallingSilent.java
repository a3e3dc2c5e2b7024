package ai.kamiyo.adapters.persistence.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A line to a server that swallows everything from the first question with a certain word on. */
final class FallingSilent implements AutoCloseable {
  private final ServerSocket entrance;
  private final URI server;
  private final String word;

  private FallingSilent(ServerSocket entrance, URI server, String word) {
    this.entrance = entrance;
    this.server = server;
    this.word = word;
  }

  /** Before the server of this JDBC address. */
  static FallingSilent before(String url, String word) throws IOException {
    ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    URI server = URI.create(url.substring("jdbc:".length()));
    FallingSilent line = new FallingSilent(entrance, server, word);
    Thread.ofVirtual().start(line::serve);
    return line;
  }

  String url() {
    return "jdbc:postgresql://localhost:" + entrance.getLocalPort() + server.getPath();
  }

  private void serve() {
    try (Socket client = entrance.accept();
        Socket behind = new Socket(server.getHost(), server.getPort())) {
      Thread.ofVirtual().start(() -> pass(behind, client));
      pass(client, behind);
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] bytes = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      boolean silent = false;
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        silent |= new String(bytes, 0, n, ISO_8859_1).contains(word);
        if (!silent) {
          out.write(bytes, 0, n);
          out.flush();
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
