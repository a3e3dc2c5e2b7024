package ai.kamiyo.adapters.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Usd;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final CursorCodec codec = new CursorCodec(() -> KEY);

  private static Cursor cursor(List<Float> weights, Optional<Usd> loss) {
    return new Cursor(
        "0123456789abcdef01234567",
        weights,
        3.25f,
        loss,
        LocalDate.parse("2016-06-17"),
        new ExploitId("the-dao-2016-06-17"),
        50);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (Cursor cursor :
        List.of(
            cursor(List.of(), Optional.empty()),
            cursor(List.of(0.1f, Float.MIN_VALUE, 1e30f), Optional.of(Usd.ZERO)),
            cursor(Collections.nCopies(500, 1.1f), Optional.of(new Usd(Long.MAX_VALUE))))) {
      String text = codec.write(cursor);
      assertThat(text).matches("[A-Za-z0-9_-]+");
      assertThat(codec.read(text)).isEqualTo(cursor);
    }
    assertThat(codec.write(cursor(List.of(1f, 2f), Optional.of(Usd.of(1))))).hasSizeLessThan(160);
  }

  @Test
  void everyAlteredCharacterIsNoticed() {
    String text = codec.write(cursor(List.of(1f), Optional.empty()));
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      refused(text.substring(0, i) + other + text.substring(i + 1));
      refused(text.substring(0, i));
    }
    refused(text + "A");
    refused(text + "=");
    refused(" " + text);
    refused("A".repeat(4_001));
  }

  @Test
  void anotherServersCursorIsRefused() {
    refused(
        new CursorCodec(
                () -> "another key of another installation!".getBytes(StandardCharsets.UTF_8))
            .write(cursor(List.of(), Optional.empty())));
  }

  private void refused(String text) {
    assertThatThrownBy(() -> codec.read(text))
        .isInstanceOfSatisfying(
            InvalidArgument.class, e -> assertThat(e.argument()).isEqualTo("cursor"));
  }

  @Test
  void theKeyIsFetchedOnceAndNotBeforeItIsNeeded() {
    AtomicInteger fetched = new AtomicInteger();
    CursorCodec lazy =
        new CursorCodec(() -> {
          fetched.incrementAndGet();
          return KEY;
        });
    assertThat(fetched).hasValue(0);
    lazy.read(lazy.write(cursor(List.of(), Optional.empty())));
    assertThat(fetched).hasValue(1);
  }
}
