package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Lazy;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes cursors as opaque text and reads back only what it wrote: each carries a keyed digest.
 * Thread-safe; the key is fetched when it is first needed.
 */
final class CursorCodec {
  /** A query of 500 one-letter words makes a cursor of 2,900 characters; nothing is longer. */
  private static final int MAX_LENGTH = 4_000;

  private static final int SEAL = 16;
  private static final String PURPOSE = "kamiyo search cursor 1";

  private final Supplier<byte[]> key;

  CursorCodec(Supplier<byte[]> key) {
    this.key = Lazy.of(key);
  }

  String write(Cursor cursor) {
    byte[] content = CursorBytes.write(cursor);
    ByteBuffer sealed = ByteBuffer.allocate(content.length + SEAL).put(content).put(seal(content));
    return encoded(sealed.array());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The cursor of this text; any other text than one of ours is refused. */
  Cursor read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw refused();
    }
    byte[] sealed = decoded(text);
    if (sealed.length <= SEAL) {
      throw refused();
    }
    byte[] content = Arrays.copyOf(sealed, sealed.length - SEAL);
    byte[] seal = Arrays.copyOfRange(sealed, content.length, sealed.length);
    if (!MessageDigest.isEqual(seal, seal(content))) {
      throw refused();
    }
    return CursorBytes.read(content);
  }

  private static byte[] decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (!encoded(bytes).equals(text)) {
        throw refused(); // same bytes in another spelling
      }
      return bytes;
    } catch (IllegalArgumentException notBase64) {
      throw refused();
    }
  }

  private byte[] seal(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.get(), "HmacSHA256"));
      mac.update(PURPOSE.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(content), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static InvalidArgument refused() {
    return new InvalidArgument(
        "cursor",
        "is not one this server gave out, or it was altered; use next_cursor unchanged, or leave it"
            + " out to start over",
        "");
  }
}
