package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Patience;
import org.junit.jupiter.api.Test;

/** Nobody watches connections of a server that is closed. */
class ConnectionWatchTest {
  @Test
  void endsWhenItIsClosed() {
    ConnectionWatch watch = new ConnectionWatch();
    try (watch) {
      assertThat(watch.isWatching()).isFalse();
      watch.start();
      assertThat(watch.isWatching()).isTrue();
    }
    Patience.until(() -> !watch.isWatching(), () -> "the end of the watch");
  }
}
