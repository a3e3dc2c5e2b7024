package ai.kamiyo.adapters.persistence.journal;

import ai.kamiyo.domain.access.ToolUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads journals piece by piece, so that a long one takes no more memory than a short one. */
final class JournalReader {
  private static final int PIECE = 64 * 1024;

  private JournalReader() {}

  /** The next rows between these positions; its {@code next} lies behind {@code from}. */
  static Batch read(FileChannel file, long from, long to) throws IOException {
    byte[] piece = piece(file, from, to);
    List<ToolUse> uses = new ArrayList<>();
    int damaged = 0;
    int begin = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        Optional<ToolUse> use = ToolUseLine.decode(Arrays.copyOfRange(piece, begin, i));
        use.ifPresent(uses::add);
        damaged += use.isPresent() ? 0 : 1;
        begin = i + 1;
      }
    }
    boolean last = from + piece.length >= to;
    if (begin == 0 || (last && begin < piece.length)) {
      // A line that never ends: torn by a crash, or no line of ours.
      return new Batch(uses, from + piece.length, damaged + 1);
    }
    return new Batch(uses, from + begin, damaged);
  }

  private static byte[] piece(FileChannel file, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, to - from));
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("a journal became shorter while it was read");
      }
    }
    return buffer.array();
  }
}
