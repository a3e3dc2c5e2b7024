package ai.kamiyo.adapters.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.access.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * One use as one line: a checksum, then the fields, parted by tabs. The checksum tells a whole line
 * from what a crash left of one.
 */
final class ToolUseLine {
  private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);
  private static final int CHECKSUM_LENGTH = 8;

  private ToolUseLine() {}

  static byte[] encode(ToolUse use) {
    String fields =
        String.join(
            "\t",
            use.id().toString(),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, use.at())),
            escaped(use.customer().value()),
            use.tool().name(),
            use.tier().name(),
            use.outcome().name(),
            Long.toString(use.duration().dividedBy(MICROSECOND)),
            escaped(use.client()));
    return (checksum(fields.getBytes(UTF_8)) + "\t" + fields + "\n").getBytes(UTF_8);
  }

  /**
   * Reads a line without its line end; empty if it is not whole.
   *
   * @throws UnknownLine if it is whole and yet not understood
   */
  static Optional<ToolUse> decode(byte[] line) {
    String text = new String(line, UTF_8);
    if (text.length() <= CHECKSUM_LENGTH || text.charAt(CHECKSUM_LENGTH) != '\t') {
      return Optional.empty();
    }
    String fields = text.substring(CHECKSUM_LENGTH + 1);
    if (!text.startsWith(checksum(fields.getBytes(UTF_8)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(use(List.of(fields.split("\t", -1))));
    } catch (IllegalArgumentException e) {
      throw new UnknownLine(e);
    }
  }

  private static ToolUse use(List<String> fields) {
    if (fields.size() != 8) {
      throw new IllegalArgumentException("a journal line of " + fields.size() + " fields");
    }
    return new ToolUse(
        UUID.fromString(fields.get(0)),
        Instant.EPOCH.plus(Long.parseLong(fields.get(1)), ChronoUnit.MICROS),
        new CustomerId(unescaped(fields.get(2))),
        Tool.valueOf(fields.get(3)),
        Tier.valueOf(fields.get(4)),
        ToolUse.Outcome.valueOf(fields.get(5)),
        MICROSECOND.multipliedBy(Long.parseLong(fields.get(6))),
        unescaped(fields.get(7)));
  }

  private static String checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String hex = Long.toHexString(crc.getValue());
    return "0".repeat(CHECKSUM_LENGTH - hex.length()) + hex;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        // PostgreSQL takes no NUL in text, and would refuse the whole batch.
        case '\0' -> escaped.append('\uFFFD');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c =
            switch (text.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> text.charAt(i);
            };
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
