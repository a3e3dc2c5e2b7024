package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.wire.Json;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as the SDK is to see it: only what it needs of the message, in its simplest form, and
 * headers that were checked already.
 */
public final class Replayed extends HttpServletRequestWrapper {
  private final byte[] body;
  private final UnaryOperator<AsyncContext> streams;

  private Replayed(HttpServletRequest request, byte[] body, UnaryOperator<AsyncContext> streams) {
    super(request);
    this.body = body;
    this.streams = streams;
  }

  /** A request without a body. */
  public static Replayed bare(HttpServletRequest request, UnaryOperator<AsyncContext> streams) {
    return new Replayed(request, new byte[0], streams);
  }

  /** A request that carries this message. */
  public static Replayed of(
      HttpServletRequest request, Message.Request message, UnaryOperator<AsyncContext> streams) {
    ObjectNode body = Json.object().put("jsonrpc", "2.0").put("method", message.method());
    body.set("id", message.id().value());
    if (message.method().equals("initialize")) {
      ObjectNode params = body.putObject("params");
      params.put("protocolVersion", message.params().path("protocolVersion").asString(""));
      params.putObject("capabilities");
      params.putObject("clientInfo").put("name", "client").put("version", "0");
    }
    return new Replayed(request, Json.write(body).getBytes(StandardCharsets.UTF_8), streams);
  }

  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase("Accept")
        ? "application/json, text/event-stream"
        : super.getHeader(name);
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public AsyncContext startAsync() {
    return streams.apply(super.startAsync());
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  @Override
  public ServletInputStream getInputStream() {
    ByteArrayInputStream in = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return in.read(bytes, offset, length);
      }

      @Override
      public boolean isFinished() {
        return in.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("the body is here already");
      }
    };
  }
}
