package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are held open to keep others out. */
class HostileConnectionsTest {
  /** What an attack may add to an answer beyond a multiple of what it takes without one. */
  private static final Duration SOME = Duration.ofMillis(100);

  /** How long it is looked whether an answer is quick. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** However slowly somebody speaks, this is too slow. */
  private static final Duration HEARD_OUT = Duration.ofSeconds(90);

  @TempDir Path folder;
  private Installation installation;
  private Served served;
  private Duration undisturbed = Duration.ZERO;
  private final List<Raw> connections = new ArrayList<>();

  @BeforeEach
  void start() {
    installation = Served.unlimited(folder);
    served = Served.start(installation);
    // Whoever comes first waits until the data are there.
    Session session = served.session();
    session.search("Euler");
    var _ = typical(session);
    undisturbed = typical(session);
  }

  @AfterEach
  void end() {
    connections.forEach(Raw::close);
    installation.close();
  }

  private List<Raw> connect(int count, Supplier<String> beginning) {
    List<Raw> more =
        IntStream.range(0, count).mapToObj(i -> Raw.to(served).say(beginning.get())).toList();
    connections.addAll(more);
    return more;
  }

  /** What made it slow before may have been others on this machine; an attack goes on. */
  private void isQuick(Session session) {
    Duration most = undisturbed.multipliedBy(5).plus(SOME);
    AtomicReference<Duration> last = new AtomicReference<>(Duration.ZERO);
    Patience.until(
        AGAIN,
        () -> {
          last.set(typical(session));
          return last.get().compareTo(most) < 0;
        },
        () -> "answers within " + most + "; they took " + last.get());
  }

  /** How long a search takes; half of them take no longer. */
  private static Duration typical(Session session) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      long start = System.nanoTime();
      assertThat(session.search("Euler").path("total_matching").asInt()).isPositive();
      nanos.add(System.nanoTime() - start);
    }
    return Duration.ofNanos(nanos.stream().sorted().toList().get(nanos.size() / 2));
  }

  @Test
  void manyIdleConnectionsKeepNobodyOut() {
    Session session = served.session();
    connect(512, () -> "");
    isQuick(session);
    isQuick(served.session());
    Web.get(served.uri("/health/live")).is(200);
    Web.get(served.uri("/health/ready")).is(200);
    connections.forEach(Raw::close);
    isQuick(session);
  }

  @Test
  void slowSpeakersAreNotHeardOutForEver() {
    Session session = served.session();
    String head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Accept: "
            + Web.BOTH
            + "\r\n";
    List<Raw> heads = connect(64, () -> head);
    List<Raw> bodies = connect(64, () -> head + "Content-Length: 100000\r\n\r\n{");
    List<Raw> chunks = connect(16, () -> head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
    List<Raw> lines = connect(16, () -> "PO");
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> drip =
          clock.scheduleAtFixedRate(
              () -> {
                heads.forEach(raw -> raw.say("X-Slow: x\r\n"));
                bodies.forEach(raw -> raw.say(" "));
                chunks.forEach(raw -> raw.say("1\r\n \r\n"));
                lines.forEach(raw -> raw.say("S"));
              },
              500,
              1000,
              TimeUnit.MILLISECONDS);
      isQuick(session);
      isQuick(served.session());
      Patience.until(
          HEARD_OUT,
          () -> connections.stream().allMatch(Raw::hasEnded),
          () ->
              "the end of slow heads, bodies, chunks and lines; still open: "
                  + List.of(open(heads), open(bodies), open(chunks), open(lines)));
      drip.cancel(true);
    }
    for (Raw raw : connections) {
      assertThat(raw.heard()).doesNotContain(" 200 ", " 500 ", "Exception", "Jetty", "\tat ");
    }
    isQuick(session);
  }

  private static long open(List<Raw> connections) {
    return connections.stream().filter(raw -> !raw.hasEnded()).count();
  }
}
