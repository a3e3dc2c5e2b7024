package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.adapters.kamiyo.feed.ListedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another installation wrote is data like any other. */
class CopyTextTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");
  private static final Validators VALIDATORS =
      new Validators(Optional.of("\"a\""), Optional.of("Mon, 23 Nov 2026 11:00:00 GMT"));
  private final CopyText<ProtocolList> text = new CopyText<>(new ProtocolForm());

  @Test
  void isReadAsItWasWritten() throws Exception {
    ProtocolList list = list("Example", "12.50");
    assertThat(text.read(text.written(list), NOON)).isEqualTo(list);
  }

  @Test
  void isNeverFromTheFuture() throws Exception {
    Instant now = NOON.minusSeconds(30);
    assertThat(text.read(text.written(list("Example", "1")), now).fetchedAt()).isEqualTo(now);
  }

  @Test
  void longNamesAreCut() throws Exception {
    ProtocolList read =
        text.read(text.written(list("\u202e" + "x".repeat(100_000) + "\u0007", "1")), NOON);
    ListedProtocol protocol = read.protocols().getFirst();
    assertThat(protocol.name()).hasSizeLessThanOrEqualTo(120).doesNotContain("\u202e", "\u0007");
    assertThat(protocol.aliases()).allMatch(alias -> alias.length() <= 120);
  }

  @Test
  void aNumberOfAnAstronomicLengthIsNone() throws Exception {
    String written = text.written(list("Example", "1")).replace("\"tvl\":\"1\"", "\"tvl\":\"1e9\"");
    assertThat(written).contains("1e9");
    assertThat(text.read(written, NOON).protocols().getFirst().tvl()).isEmpty();
  }

  @Test
  void whatCannotBeAHeaderIsNoValidator() throws Exception {
    String written = text.written(list("Example", "1")).replace("\\\"a\\\"", "a\\r\\nHost: b");
    assertThat(written).contains("Host");
    Validators validators = text.read(written, NOON).validators();
    assertThat(validators.etag()).isEmpty();
    assertThat(validators.lastModified()).isEqualTo(VALIDATORS.lastModified());
  }

  @Test
  void endlessLinesAreRefused() throws Exception {
    String endless = text.written(list("Example", "1")) + "{}\n".repeat(500_001);
    assertThatThrownBy(() -> text.read(endless, NOON)).isInstanceOf(UnreadableFile.class);
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    String deep = text.written(list("Example", "1")) + "[".repeat(1_000_000);
    assertThatThrownBy(() -> text.read(deep, NOON)).isInstanceOf(UnreadableFile.class);
  }

  private static ProtocolList list(String name, String tvl) {
    ListedProtocol protocol =
        new ListedProtocol(
            "example",
            Optional.of("defillama:7"),
            name,
            List.of(name + " of old"),
            "Dexes",
            List.of("Ethereum"),
            Optional.of("family"),
            Optional.of(new BigDecimal(tvl)));
    return new ProtocolList(List.of(protocol), 3, NOON, VALIDATORS);
  }
}
