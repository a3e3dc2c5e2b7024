package ai.kamiyo.adapters.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.Client;
import ai.kamiyo.adapters.mcp.World;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions are capped and end in time, with whatever the SDK keeps of them. */
class RoomTest {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String CALLER = "X-Caller";
  private static final String PING = Client.request(7, "ping", "{}");
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofMillis(50);

  private final World world = new World();

  private Web web(int most, Duration idle) throws Exception {
    return new Web(world, false, (tool, outcome, took) -> {}, new Room(most, idle, SOON));
  }

  private static int sessions(Web web) {
    return web.transports().sessions().getAsInt();
  }

  @Test
  void atTheCapTheOldestOfNobodyKnownGivesWay() throws Exception {
    try (Web web = web(8, LONG)) {
      String owned = web.session("2025-11-25", CALLER, "alice");
      List<String> nobodys = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        nobodys.add(web.session("2025-11-25"));
        assertThat(sessions(web)).isLessThanOrEqualTo(8);
      }
      assertThat(web.post(PING, SESSION, owned, CALLER, "alice").statusCode()).isEqualTo(200);
      assertThat(web.post(PING, SESSION, nobodys.getFirst()).statusCode()).isEqualTo(404);
      assertThat(web.post(PING, SESSION, nobodys.getLast()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anIdleSessionEndsThoughNobodyOpensAnother() throws Exception {
    try (Web web = web(8, Duration.ofMillis(300))) {
      String session = web.session("2025-11-25");
      Line.await(() -> sessions(web) == 0, "the end of an idle session");
      assertThat(web.post(PING, SESSION, session).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aSessionThatIsListenedToDoesNotIdle() throws Exception {
    try (Web web = web(8, Duration.ofSeconds(2))) {
      String session = web.session("2025-11-25");
      try (Line line =
          Line.saying(web, "GET /mcp", "Accept", "text/event-stream", SESSION, session)) {
        Line.await(() -> line.heard().contains(" 200 "), "a stream");
        Thread.sleep(5_000);
        assertThat(sessions(web)).isEqualTo(1);
        assertThat(line.hasEnded()).isFalse();
      }
    }
  }

  @Test
  void theOldestStreamGivesWayToo() throws Exception {
    try (Web web = web(3, LONG)) {
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        lines.add(Line.saying(web, "GET /sse"));
        lines.getLast().endpoint();
      }
      Line.await(() -> lines.get(0).hasEnded() && lines.get(1).hasEnded(), "the end of two");
      assertThat(sessions(web)).isEqualTo(3);
      assertThat(lines.subList(2, 5)).noneMatch(Line::hasEnded);
      lines.forEach(Line::close);
    }
  }

  @Test
  void nothingIsKeptOfAClientThatListenedAndIsGone() throws Exception {
    try (Web web = web(100, LONG)) {
      for (int i = 0; i < 20; i++) {
        try (Line line = Line.saying(web, "GET /sse")) {
          line.endpoint();
        }
      }
      Line.await(() -> sessions(web) == 0, "the end of all streams");
      Line.await(() -> web.remembered() == 0, "oblivion");
    }
  }

  @Test
  void noSessionHasAThreadOfItsOwn() throws Exception {
    try (Web web = web(100, LONG)) {
      int before = platformThreads();
      for (int i = 0; i < 50; i++) {
        web.session("2025-11-25");
      }
      // Those of the server and of the client come and go.
      assertThat(platformThreads()).isLessThan(before + 25);
    }
  }

  private static int platformThreads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
