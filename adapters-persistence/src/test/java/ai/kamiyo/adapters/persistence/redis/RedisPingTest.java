package ai.kamiyo.adapters.persistence.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.health.Connection;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedisPingTest {
  private static final String PASSWORD = "pass:word$1";

  @Test
  void anOpenServerAnswers() {
    try (Redis redis = Redis.open()) {
      assertThat(new RedisPing(redis.address()).probe()).isEqualTo(Connection.CONNECTED);
    }
  }

  @Test
  void aLockedServerMustLetUsIn() {
    try (Redis redis = Redis.locked(PASSWORD)) {
      assertThat(with(redis, ":" + PASSWORD + "@").connection()).isEqualTo(Connection.CONNECTED);
      assertThat(with(redis, "default:" + PASSWORD + "@").connection())
          .isEqualTo(Connection.CONNECTED);
      RedisPing.Found wrong = with(redis, ":guessed@");
      assertThat(wrong.connection()).isEqualTo(Connection.DISCONNECTED);
      assertThat(wrong.detail()).contains("refuses").doesNotContain("guessed");
      RedisPing.Found none = with(redis, "");
      assertThat(none.connection()).isEqualTo(Connection.DISCONNECTED);
      assertThat(none.detail()).contains("wants a password");
    }
  }

  @Test
  void aPasswordThatNobodyAsksForIsRefused() {
    try (Redis redis = Redis.open()) {
      assertThat(with(redis, ":" + PASSWORD + "@").connection()).isEqualTo(Connection.DISCONNECTED);
    }
  }

  @Test
  void nobodyThereIsDisconnected() {
    assertThat(new RedisPing(URI.create("redis://127.0.0.1:1")).probe())
        .isEqualTo(Connection.DISCONNECTED);
  }

  @Test
  void aLoginDoesNotPrint() {
    assertThat(Login.of(URI.create("redis://me:hunter2@localhost")).toString())
        .doesNotContain("hunter2");
  }

  private static RedisPing.Found with(Redis redis, String login) {
    return new RedisPing(URI.create("redis://" + login + "127.0.0.1:" + redis.address().getPort()))
        .look();
  }
}
