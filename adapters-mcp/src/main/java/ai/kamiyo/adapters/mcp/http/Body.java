package ai.kamiyo.adapters.mcp.http;

import ai.kamiyo.adapters.mcp.protocol.Message;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.ProtocolError.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Reads the one message of a request: small enough, soon enough, well-formed. */
public final class Body {
  private static final int MAX_BYTES = 1 << 20;

  /** A little too much is heard out, or the end of the connection could overtake the refusal. */
  private static final int HEARD_OUT = 3 * MAX_BYTES;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Body() {}

  /** The message; throws {@link HttpRefusal}. */
  public static Message read(HttpServletRequest request) throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("application/json");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw HttpRefusal.of(
          415, Code.INVALID_REQUEST.number(), "Content-Type must be application/json");
    }
    if (request.getContentLengthLong() > HEARD_OUT) {
      throw tooLarge();
    }
    String text = text(arrived(request.getInputStream()));
    try {
      return Message.parse(text);
    } catch (ProtocolError error) {
      throw HttpRefusal.of(400, error, Optional.empty());
    }
  }

  private static byte[] arrived(InputStream in) throws IOException {
    try {
      return bytes(in);
    } catch (IOException e) {
      if (e instanceof SocketTimeoutException || e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw e;
    }
  }

  /** A sender that dribbles is cut off: each read is limited by the connection, all by this. */
  private static byte[] bytes(InputStream in) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ByteArrayOutputStream all = new ByteArrayOutputStream(4096);
    byte[] some = new byte[16 * 1024];
    int heard = 0;
    int count = in.read(some);
    while (count >= 0 && heard < HEARD_OUT) {
      heard += count;
      if (heard <= MAX_BYTES) {
        all.write(some, 0, count);
      }
      if (System.nanoTime() - end > 0) {
        throw tooSlow();
      }
      count = in.read(some);
    }
    if (heard > MAX_BYTES) {
      throw tooLarge();
    }
    return all.toByteArray();
  }

  private static HttpRefusal tooSlow() {
    return HttpRefusal.of(408, HttpRefusal.SERVER_ERROR, "The message took too long to arrive")
        .with("Connection", "close");
  }

  private static HttpRefusal tooLarge() {
    return HttpRefusal.of(
            413, Code.INVALID_REQUEST.number(), "A message has at most " + MAX_BYTES + " bytes")
        .with("Connection", "close");
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw HttpRefusal.of(400, Code.PARSE_ERROR.number(), "Not UTF-8");
    }
  }
}
