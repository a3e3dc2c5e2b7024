package ai.kamiyo.adapters.kamiyo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpstreamFeedsTest {
  @Test
  void defiLlamaIsAskedOnceAnHourAtMostHoweverOftenOthersAre() {
    for (Duration refresh : List.of(Duration.ofSeconds(1), Duration.ofHours(1))) {
      assertThat(paces(refresh))
          .allSatisfy(
              pace -> assertThat(pace).isBetween(Duration.ofHours(1), Duration.ofMinutes(72)));
    }
  }

  @Test
  void serversDoNotAskInStep() {
    List<Duration> paces = paces(Duration.ofHours(10));
    assertThat(paces)
        .allSatisfy(pace -> assertThat(pace).isBetween(Duration.ofHours(8), Duration.ofHours(12)));
    assertThat(paces).anyMatch(pace -> pace.compareTo(Duration.ofMinutes(510)) < 0);
    assertThat(paces).anyMatch(pace -> pace.compareTo(Duration.ofMinutes(690)) > 0);
    assertThat(paces(Duration.ofMinutes(5)).stream().distinct()).hasSizeGreaterThan(100);
  }

  private static List<Duration> paces(Duration refresh) {
    return Stream.generate(() -> UpstreamFeeds.defiLlamaPace(refresh)).limit(1000).toList();
  }
}
