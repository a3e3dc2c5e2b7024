package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** So many per address and minute. */
class AddressLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3);

  @Test
  void whatIsTooManyHasToWaitForTheNextMinute() {
    AddressLimit limit = new AddressLimit(2, nanos::get);
    assertThat(limit.count("a")).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(limit.count("a")).isEmpty();
    assertThat(limit.count("a")).contains(Duration.ofSeconds(40));
    assertThat(limit.count("b")).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(40).toNanos());
    assertThat(limit.count("a")).isEmpty();
  }

  @Test
  void zeroIsNoLimit() {
    AddressLimit limit = new AddressLimit(0, nanos::get);
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.count("a")).isEmpty();
    }
  }

  @Test
  void manyAddressesTakeNoMoreThanSoMuchRoom() {
    AddressLimit limit = new AddressLimit(2, nanos::get);
    for (int i = 0; i < 20_000; i++) {
      assertThat(limit.count("address " + i)).isEmpty();
    }
    assertThat(limit.count("one more")).isEmpty();
    assertThat(limit.count("another")).isEmpty();
    assertThat(limit.count("a third")).isPresent();
    assertThat(limit.count("address 7")).isEmpty();
  }
}
