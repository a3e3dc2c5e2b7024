package ai.kamiyo.adapters.kamiyo.search;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A client of one connection that does little else than wait: its work would blur the figures. */
final class HttpConnection implements Closeable {
  private static final String HANDSHAKE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"figures","version":"1"}}}\
      """;
  private static final String READY =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private final Socket socket;
  private final InputStream in;
  private final int port;
  private final String token;
  private byte[] body = new byte[1 << 16];
  private Optional<String> session = Optional.empty();

  /** Connects and shakes hands. */
  HttpConnection(int port, String token) throws IOException {
    this.port = port;
    this.token = token;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    post(HANDSHAKE);
    post(READY);
  }

  /** Valid until the next. */
  record Answer(byte[] bytes, int length) {
    String text() {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
  }

  Answer post(String message) throws IOException {
    byte[] content = message.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(400).append("POST /mcp HTTP/1.1\r\n");
    head.append("Host: localhost:").append(port).append("\r\n");
    head.append("Authorization: Bearer ").append(token).append("\r\n");
    head.append("Accept: application/json, text/event-stream\r\n");
    head.append("Content-Type: application/json\r\n");
    session.ifPresent(id ->
        head.append("MCP-Protocol-Version: 2025-06-18\r\nMcp-Session-Id: ")
            .append(id)
            .append("\r\n"));
    head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, request, start.length, content.length);
    socket.getOutputStream().write(request);
    return read();
  }

  private Answer read() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equals("chunked");
        case "mcp-session-id" -> session = Optional.of(value);
        default -> {}
      }
    }
    int read = chunked ? chunks() : exactly(0, length);
    Answer answer = new Answer(body, read);
    if (!status.startsWith("HTTP/1.1 20")) {
      throw new IOException(status + ": " + answer.text());
    }
    return answer;
  }

  private int chunks() throws IOException {
    int at = 0;
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      at = exactly(at, size);
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return at;
  }

  private int exactly(int at, int size) throws IOException {
    if (at + size > body.length) {
      body = Arrays.copyOf(body, 2 * (at + size));
    }
    if (in.readNBytes(body, at, size) < size) {
      throw new EOFException("the connection ended within an answer");
    }
    return at + size;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
