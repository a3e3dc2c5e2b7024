package ai.kamiyo.adapters.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ToolUseLineTest {
  @Test
  void everyTextComesBackOnOneLine() {
    Random random = new Random(42);
    String alphabet = "\\\t\n\rntr'\"\u0001\u001f\u007f\u0085\u2028äß東🦀 ";
    int[] points = alphabet.codePoints().toArray();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int j = random.nextInt(40); j > 0; j--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      ToolUse use = use(text.toString());
      byte[] line = ToolUseLine.encode(use);
      assertThat(new String(line, UTF_8).chars().filter(c -> c == '\n').count()).isEqualTo(1);
      assertThat(decodedWithoutEnd(line)).contains(use);
    }
  }

  @Test
  void aNulBecomesTheReplacementCharacter() {
    assertThat(decodedWithoutEnd(ToolUseLine.encode(use("a\0b"))).map(ToolUse::client))
        .contains("a\uFFFDb");
  }

  @Test
  void noBeginningOrEndOfALineIsTakenForAWhole() {
    byte[] line = ToolUseLine.encode(use("a client"));
    for (int i = 0; i < line.length - 1; i++) {
      assertThat(ToolUseLine.decode(Arrays.copyOfRange(line, 0, i))).isEmpty();
      assertThat(ToolUseLine.decode(Arrays.copyOfRange(line, i + 1, line.length - 1))).isEmpty();
    }
  }

  @Test
  void noChangedByteIsOverlooked() {
    byte[] line = ToolUseLine.encode(use("a client"));
    byte[] whole = Arrays.copyOfRange(line, 0, line.length - 1);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      assertThat(ToolUseLine.decode(changed)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void aWholeLineOfANewerVersionIsToldFromADamagedOne() {
    String fields = new String(ToolUseLine.encode(use("a client")), UTF_8).strip().substring(9);
    assertThatThrownBy(() -> ToolUseLine.decode(line(fields.replace("SEARCH_EXPLOITS", "DREAM"))))
        .isInstanceOf(UnknownLine.class);
    assertThatThrownBy(() -> ToolUseLine.decode(line(fields + "\tmore")))
        .isInstanceOf(UnknownLine.class);
  }

  private static byte[] line(String fields) {
    CRC32 crc = new CRC32();
    crc.update(fields.getBytes(UTF_8));
    return String.format("%08x\t%s", crc.getValue(), fields).getBytes(UTF_8);
  }

  private static Optional<ToolUse> decodedWithoutEnd(byte[] line) {
    return ToolUseLine.decode(Arrays.copyOfRange(line, 0, line.length - 1));
  }

  private static ToolUse use(String text) {
    return new ToolUse(
        UUID.randomUUID(),
        Instant.parse("2026-11-23T12:34:56.123456Z"),
        new CustomerId(text),
        Tool.SEARCH_EXPLOITS,
        Tier.PERSONAL,
        ToolUse.Outcome.RATE_LIMITED,
        Duration.ofNanos(1_234_000),
        text);
  }
}
