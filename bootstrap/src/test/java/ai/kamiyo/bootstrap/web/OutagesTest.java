package ai.kamiyo.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Outcome;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.endtoend.Production;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server in production that is called without a pause while what it rests on is killed. */
class OutagesTest {
  private static final int CALLERS = 8;

  /** What somebody hears whose token nobody can look up. */
  private static final String UNKNOWABLE = "Tokens cannot be checked just now";

  /** The same behind the entrance, where tokens are known for half a second. */
  private static final String MEANWHILE = "\\\"code\\\":\\\"internal\\\"";

  @TempDir Path folder;
  private Production production;
  private Installation installation;
  private Served served;
  private String token;
  private Session watcher;

  @BeforeEach
  void start() {
    production = new Production(folder);
    installation =
        production
            .installation
            .with("RATE_LIMIT_ENTERPRISE_RPM", "1000000")
            .with("RATE_LIMIT_ENTERPRISE_DAILY", "1000000");
    served = Served.start(installation);
    Outcome issued =
        served.run("token", "issue", "--customer", "acme", "--tier", "enterprise", "--json");
    assertThat(issued.exit()).as(issued.err()).isZero();
    token = Json.read(issued.out()).path("token").asString();
    watcher = Session.open(served, token);
  }

  @AfterEach
  void end() {
    production.close();
  }

  @Test
  void noCallFailsBecauseRedisIsKilledAndComesBack() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    List<Answer> others =
        underLoad(
            answered,
            more -> {
              more.accept(200);
              production.redis.kill();
              more.accept(500);
              Patience.until(() -> redis().equals("disconnected"), () -> "Redis to be missed");
              production.redis.restart();
              Patience.until(() -> redis().equals("connected"), () -> "Redis again");
              more.accept(200);
            });
    assertThat(others).isEmpty();
    awaitRows(answered.get());
  }

  @Test
  void rowsAreAsManyAsAnswersAlthoughDatabaseAndServerAreKilled() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    List<Answer> others =
        underLoad(
            answered,
            more -> {
              more.accept(200);
              production.postgres.kill();
              // What is known of a token is believed for half a second; then nobody can tell.
              Patience.until(() -> watcher.ping().status() == 503, () -> "a refusal");
              production.postgres.restart();
              Patience.until(() -> watcher.ping().status() == 200, () -> "answers again");
              more.accept(200);
            });
    assertThat(others)
        .isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.body()).containsAnyOf(UNKNOWABLE, MEANWHILE));
    served.close(); // kills it, with whatever it has not written yet
    served = Served.start(installation);
    awaitRows(answered.get());
  }

  /**
   * Calls from many sides while the plan is carried out, in which so many more answers can be
   * waited for.
   *
   * @return what was answered otherwise than with what was asked for
   */
  private List<Answer> underLoad(AtomicInteger answered, Consumer<Consumer<Integer>> plan)
      throws Exception {
    List<Session> sessions =
        IntStream.range(0, CALLERS).mapToObj(i -> Session.open(served, token)).toList();
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Answer>>> loads = new ArrayList<>();
      for (Session session : sessions) {
        loads.add(threads.submit(() -> load(session, answered, enough)));
      }
      try {
        plan.accept(more -> {
          int goal = answered.get() + more;
          Patience.until(() -> answered.get() >= goal, () -> more + " more answers");
        });
      } finally {
        enough.set(true);
      }
      List<Answer> others = new ArrayList<>();
      for (Future<List<Answer>> load : loads) {
        others.addAll(load.get());
      }
      return others;
    }
  }

  private static List<Answer> load(Session session, AtomicInteger answered, AtomicBoolean enough) {
    List<Answer> others = new ArrayList<>();
    while (!enough.get()) {
      Answer answer = session.tryCall("search_exploits", Map.of("limit", 1));
      if (answer.status() == 200 && found(answer) == Production.INCIDENTS) {
        answered.incrementAndGet();
      } else {
        others.add(answer);
      }
    }
    return others;
  }

  private static int found(Answer answer) {
    JsonNode result = answer.json().path("result").path("structuredContent");
    return result.path("total_matching").asInt(-1);
  }

  private String redis() {
    return watcher.call("health_check", Map.of()).path("redis").asString();
  }

  private void awaitRows(int rows) {
    Patience.until(
        () -> production.postgres.callIds().size() >= rows,
        () -> rows + " rows, not " + production.postgres.callIds().size());
    assertThat(production.postgres.callIds()).hasSize(rows).doesNotHaveDuplicates();
  }
}
