package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.adapters.mcp.protocol.ProtocolError;
import ai.kamiyo.adapters.mcp.protocol.RequestId;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls in flight: cancelled once, answered otherwise, and the thread unharmed afterwards. */
class RunningTest {
  private static final Running.Key KEY = key("session", 1);

  private final Running running = new Running();

  private static Running.Key key(String session, int id) {
    return new Running.Key(session, new RequestId(IntNode.valueOf(id)));
  }

  private static ObjectNode sleeping(CountDownLatch started) {
    try {
      started.countDown();
      Thread.sleep(60_000);
      return Json.object();
    } catch (InterruptedException e) {
      throw new CancellationException();
    }
  }

  @Test
  void aCancelledCallHasNoResultAndItsThreadGoesOn() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Optional<ObjectNode>> result = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          result.complete(running.perform(KEY, () -> sleeping(started)));
          interrupted.complete(Thread.currentThread().isInterrupted());
        });
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    running.cancel(key("another", 1));
    assertThat(result).isNotDone();
    assertThatThrownBy(() -> running.perform(KEY, Json::object))
        .isInstanceOf(ProtocolError.class)
        .hasMessageContaining("still in flight");
    running.cancel(KEY);
    assertThat(result.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void whatEndedCannotBeCancelled() {
    assertThat(running.perform(KEY, Json::object)).isPresent();
    running.cancel(KEY);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(running.perform(KEY, Json::object)).isPresent();
  }

  @Test
  void aCancelThatComesWithTheResultSuppressesIt() {
    assertThat(
            running.perform(
                KEY,
                () -> {
                  running.cancel(KEY);
                  return Json.object();
                }))
        .isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
