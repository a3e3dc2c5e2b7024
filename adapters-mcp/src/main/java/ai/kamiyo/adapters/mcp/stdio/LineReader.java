package ai.kamiyo.adapters.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Cuts a stream of bytes into lines of UTF-8, and never holds more than one line's maximum. */
final class LineReader {
  private static final int BUFFER = 8_192;

  private final InputStream in;
  private final int maxLength;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private boolean first = true;

  LineReader(InputStream in, int maxLength) {
    this.in = in;
    this.maxLength = maxLength;
  }

  /** What was read: a line, a line that cannot be used, or the end. */
  sealed interface Read {
    /** A line without its end. */
    record Line(String text) implements Read {}

    /** A line that is too long or not UTF-8; it was skipped. */
    record Unusable(String reason) implements Read {}

    /** Nothing more will come. */
    record End() implements Read {}
  }

  /** The next line; blocks until there is one. A last line without an end counts. */
  Read next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    while (true) {
      if (position == filled && !fill()) {
        return line.size() == 0 && !tooLong ? new Read.End() : done(line, tooLong);
      }
      int end = lineEnd();
      if (line.size() + (end - position) > maxLength) {
        tooLong = true;
        line.reset();
      }
      if (!tooLong) {
        line.write(buffer, position, end - position);
      }
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        return done(line, tooLong);
      }
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private int lineEnd() {
    int end = position;
    while (end < filled && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private Read done(ByteArrayOutputStream line, boolean tooLong) {
    boolean start = first;
    first = false;
    if (tooLong) {
      return new Read.Unusable("A message has at most " + maxLength + " bytes");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return new Read.Line(start && text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException notUtf8) {
      return new Read.Unusable("A message is UTF-8");
    }
  }
}
