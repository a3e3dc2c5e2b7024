package ai.kamiyo.adapters.persistence.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A text as few bytes, and back; neither way more than a limit, whatever the bytes claim. */
final class Packing {
  /** The most bytes that are sent or taken. */
  static final int MOST_PACKED = 16 << 20;

  /** The most bytes that a text may have. */
  static final int MOST_UNPACKED = 64 << 20;

  private Packing() {}

  /** Empty if the text is too long. */
  static Optional<byte[]> packed(String text) {
    if (text.length() > MOST_UNPACKED) {
      return Optional.empty();
    }
    byte[] plain = text.getBytes(UTF_8);
    if (plain.length > MOST_UNPACKED) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Optional.of(bytes.toByteArray()).filter(packed -> packed.length <= MOST_PACKED);
  }

  /** Throws if these are no such bytes, or would become too many. */
  static String unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = gzip.readNBytes(MOST_UNPACKED + 1);
      if (plain.length > MOST_UNPACKED) {
        throw new IOException("more than " + (MOST_UNPACKED >> 20) + " MiB");
      }
      return new String(plain, UTF_8);
    }
  }
}
