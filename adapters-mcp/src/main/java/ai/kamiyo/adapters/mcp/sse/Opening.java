package ai.kamiyo.adapters.mcp.sse;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads along while the engine opens a stream: only there it tells the session's id. */
final class Opening {
  private static final Pattern ENDPOINT = Pattern.compile("sessionId=([0-9a-f-]{36})");

  private final Consumer<String> known;
  private volatile Optional<String> id = Optional.empty();

  /**
   * A stream that is about to be opened.
   *
   * @param known is told the id before the client is
   */
  Opening(Consumer<String> known) {
    this.known = known;
  }

  Optional<String> id() {
    return id;
  }

  PrintWriter reading(PrintWriter out) {
    return new PrintWriter(new Reading(out));
  }

  private void read(String text) {
    Matcher endpoint = ENDPOINT.matcher(text);
    if (endpoint.find()) {
      id = Optional.of(endpoint.group(1));
      known.accept(endpoint.group(1));
    }
  }

  /** Passes everything on; what was not delivered is an error here as it is there. */
  private final class Reading extends FilterWriter {
    private final PrintWriter to;

    Reading(PrintWriter to) {
      super((Writer) to);
      this.to = to;
    }

    @Override
    public void write(String text, int offset, int length) {
      if (id.isEmpty()) {
        read(text.substring(offset, offset + length));
      }
      to.write(text, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (to.checkError()) {
        throw new IOException("the client has gone");
      }
    }
  }
}
