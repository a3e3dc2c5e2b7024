package ai.kamiyo.adapters.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.exploit.ExploitPage;
import ai.kamiyo.domain.exploit.ExploitQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Calls that take their time: answered, cancelled, drained. */
@Timeout(30)
class StdioServerTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String PING = Client.request(99, "ping", "{}");

  private final World world = new World();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Waits for the test's word, or to be cancelled. */
  private ExploitPage slowly(ExploitQuery query) {
    begun.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
    return world.page(query);
  }

  private Pipe slow() throws IOException {
    world.search = this::slowly;
    return new Pipe(world.adapter());
  }

  private static String search(int id) {
    return Client.call(id, "search_exploits", "{}");
  }

  private static String cancel(int id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
        + id
        + "}}";
  }

  @Test
  void aSlowCallDoesNotHoldUpOthers() throws Exception {
    try (Pipe pipe = slow()) {
      pipe.send(search(1));
      pipe.send(PING);
      assertThat(pipe.next().path("id").asInt()).isEqualTo(99);
      release.countDown();
      assertThat(pipe.next().path("id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aCancelledCallIsInterruptedAndSaysNothing() throws Exception {
    try (Pipe pipe = slow()) {
      pipe.send(search(1));
      begun.await();
      pipe.send(cancel(1));
      assertThat(pipe.next(SHORT)).isEmpty();
      pipe.send(PING);
      assertThat(pipe.next().path("id").asInt()).isEqualTo(99);
      assertThat(world.uses)
          .extracting(ToolUse::outcome)
          .containsExactly(ToolUse.Outcome.CANCELLED);
    }
  }

  @Test
  void aCancelledCallThatIgnoresItStillSaysNothing() throws Exception {
    world.search =
        query -> {
          begun.countDown();
          while (release.getCount() > 0) {
            Thread.onSpinWait();
          }
          return world.page(query);
        };
    try (Pipe pipe = new Pipe(world.adapter())) {
      pipe.send(search(1));
      begun.await();
      pipe.send(cancel(1));
      pipe.send(PING);
      assertThat(pipe.next().path("id").asInt()).isEqualTo(99);
      release.countDown();
      assertThat(pipe.next(SHORT)).isEmpty();
    }
  }

  @Test
  void aFailureThroughAnInterruptIsNoIncident() throws Exception {
    world.search =
        query -> {
          begun.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("query interrupted");
        };
    try (Pipe pipe = new Pipe(world.adapter())) {
      pipe.send(search(1));
      begun.await();
      pipe.send(cancel(1));
      assertThat(pipe.next(SHORT)).isEmpty();
    }
  }

  @Test
  void theIdOfACallInFlightIsTaken() throws Exception {
    try (Pipe pipe = slow()) {
      pipe.send(search(1));
      pipe.send(Client.request(1, "ping", "{}"));
      JsonNode refused = pipe.next();
      assertThat(refused.at("/error/code").asInt()).isEqualTo(-32600);
      assertThat(refused.path("id").asInt()).isEqualTo(1);
      pipe.send("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"ping\"}");
      assertThat(pipe.next().path("id")).hasToString("\"1\"");
      release.countDown();
      assertThat(pipe.next().has("result")).isTrue();
      pipe.send(Client.request(1, "ping", "{}"));
      assertThat(pipe.next().has("result")).isTrue();
    }
  }

  @Test
  void callsInFlightAtTheEndOfInputAreAnswered() throws Exception {
    try (Pipe pipe = slow()) {
      pipe.send(search(1));
      pipe.send(search(2));
      pipe.endOfInput();
      assertThat(pipe.ends(SHORT)).isFalse();
      release.countDown();
      assertThat(List.of(pipe.next().path("id").asInt(), pipe.next().path("id").asInt()))
          .containsExactlyInAnyOrder(1, 2);
      assertThat(pipe.ends(LONG)).isTrue();
    }
  }

  @Test
  void manyCallsAtOnceAreAllAnsweredAFewAtATime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    world.search =
        query -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          pause();
          running.decrementAndGet();
          return world.page(query);
        };
    String[] calls =
        IntStream.range(0, 500).mapToObj(StdioServerTest::search).toArray(String[]::new);
    List<JsonNode> answers = new Client(world).pipe(calls);
    assertThat(answers).hasSize(500).allMatch(answer -> answer.has("result"));
    assertThat(answers.stream().map(a -> a.path("id").asInt()).distinct()).hasSize(500);
    assertThat(most.get()).isLessThanOrEqualTo(64);
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void moreCallsThanCanWaitAreTurnedAway() throws Exception {
    try (Pipe pipe = slow()) {
      for (int id = 0; id < 1_065; id++) {
        pipe.send(search(id));
      }
      JsonNode refused = pipe.next();
      assertThat(refused.at("/error/code").asInt()).isEqualTo(-32000);
      assertThat(refused.path("id").asInt()).isEqualTo(1_064);
      release.countDown();
      for (int n = 0; n < 1_064; n++) {
        assertThat(pipe.next().has("result")).isTrue();
      }
    }
  }

  @Test
  void shutdownDrainsThoughTheInputStaysOpen() throws Exception {
    try (Pipe pipe = slow()) {
      pipe.send(search(1));
      begun.await();
      Thread hook = Thread.ofPlatform().start(pipe.server::shutdown);
      assertThat(pipe.ends(SHORT)).isFalse();
      release.countDown();
      assertThat(pipe.next().path("id").asInt()).isEqualTo(1);
      assertThat(pipe.ends(LONG)).isTrue();
      assertThat(hook.join(LONG)).isTrue();
    }
  }

  @Test
  void shutdownOfAServerThatNeverRanReturns() {
    world.adapter().stdio(new ByteArrayInputStream(new byte[0]), new BrokenPipe()).shutdown();
    assertThat(begun.getCount()).isEqualTo(1);
  }

  @Test
  void aBrokenOutputEndsTheServerAtOnce() throws Exception {
    world.search = this::slowly;
    String input = search(1) + "\n" + PING + "\n";
    StdioServer server =
        world
            .adapter()
            .stdio(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new BrokenPipe());
    long start = System.nanoTime();
    server.run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void anOutputThatBreaksWhileDrainingEndsTheWait() throws Exception {
    String quick = Client.call(2, "health_check", "{}");
    world.search = this::slowly;
    String input = search(1) + "\n" + quick + "\n";
    StdioServer server =
        world
            .adapter()
            .stdio(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new BrokenPipe());
    long start = System.nanoTime();
    server.run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  /** Whose reader has gone. */
  private static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  @Test
  void answersNeverMix() {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < 300; id++) {
      lines.add(
          id % 3 == 0 ? "garbage" : id % 3 == 1 ? search(id) : Client.request(id, "ping", "{}"));
    }
    // The client parses every line it gets: a torn one would fail it.
    assertThat(new Client(world).pipe(lines.toArray(String[]::new))).hasSize(300);
  }

  @Test
  void theServerEndsWhenItsParentHasGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    new ParentWatch(() -> looks.incrementAndGet() < 3, gone::countDown, Duration.ofMillis(10))
        .start();
    gone.await();
    assertThat(looks.get()).isEqualTo(3);
    CountDownLatch never = new CountDownLatch(1);
    ParentWatch.ofThisProcess(never::countDown).start();
    assertThat(never.await(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }
}
