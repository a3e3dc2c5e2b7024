package ai.kamiyo.adapters.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.stdio.LineReader.Read;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static LineReader reader(String text, int max) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), max);
  }

  @Test
  void aLineMayHaveExactlyTheMaximum() throws IOException {
    LineReader reader = reader("12345\n123456\n12\n", 5);
    assertThat(reader.next()).isEqualTo(new Read.Line("12345"));
    assertThat(reader.next()).isInstanceOf(Read.Unusable.class);
    assertThat(reader.next()).isEqualTo(new Read.Line("12"));
    assertThat(reader.next()).isEqualTo(new Read.End());
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    LineReader reader = reader("a\nb", 5);
    assertThat(reader.next()).isEqualTo(new Read.Line("a"));
    assertThat(reader.next()).isEqualTo(new Read.Line("b"));
    assertThat(reader.next()).isEqualTo(new Read.End());
  }

  @Test
  void anEndlessLineIsSkippedInLittleMemory() throws IOException {
    InputStream endless =
        new InputStream() {
          private long left = 3_000_000_000L;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            left -= length;
            return left > 0 ? length : -1;
          }
        };
    LineReader reader = new LineReader(endless, 1 << 20);
    assertThat(reader.next()).isInstanceOf(Read.Unusable.class);
    assertThat(reader.next()).isEqualTo(new Read.End());
  }

  @Test
  void theMarkOfAnEncodingIsNoPartOfTheText() throws IOException {
    LineReader reader = reader("\uFEFFa\n\uFEFFb\n", 9);
    assertThat(reader.next()).isEqualTo(new Read.Line("a"));
    assertThat(reader.next()).isEqualTo(new Read.Line("\uFEFFb"));
  }
}
