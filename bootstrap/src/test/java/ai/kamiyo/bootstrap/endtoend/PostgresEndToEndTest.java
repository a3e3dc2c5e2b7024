package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation whose DATABASE_URL names a PostgreSQL that lives, dies and comes back. */
class PostgresEndToEndTest {
  @TempDir Path folder;
  private MortalPostgres postgres;
  private Installation installation;

  @BeforeEach
  void install() {
    postgres = new MortalPostgres(folder);
    installation =
        new Installation(folder)
            .with("DATABASE_URL", postgres.url())
            .with("RATE_LIMIT_ENTERPRISE_RPM", "1000000")
            .with("RATE_LIMIT_ENTERPRISE_DAILY", "1000000");
  }

  @AfterEach
  void end() {
    installation.close();
    postgres.close();
  }

  /** A server that has its data. */
  private Server ready() {
    Server server = installation.server();
    server.awaitData();
    return server;
  }

  @Test
  void stdioLeavesAStrangersDatabaseAloneAndSaysSo() {
    String tables =
        "select schemaname || '.' || relname || n_tup_ins + n_tup_upd + n_tup_del"
            + " from pg_stat_user_tables order by 1";
    String schemas = "select nspname || oid || xmin::text from pg_namespace order by 1";
    postgres.ask("create table exploits (id int primary key)");
    postgres.ask("insert into exploits values (1)");
    String inserted = "select n_tup_ins from pg_stat_user_tables where relname = 'exploits'";
    Patience.until(
        () -> postgres.ask(inserted).equals(List.of("1")), () -> "figures that know of the row");
    List<String> before = new ArrayList<>(postgres.ask(schemas));
    before.addAll(postgres.ask(tables));
    try (Server server = ready()) {
      server.search(Map.of("limit", 1)).answer();
      UsageRows.await(installation, 1);
      assertThat(server.finish()).isZero();
      assertThat(server.err())
          .anyMatch(line -> line.contains("DATABASE_URL") && line.contains("kamiyo migrate"));
    }
    Outcome doctor = installation.run("doctor");
    assertThat(doctor.out()).contains("without schema mcp_usage");
    List<String> after = new ArrayList<>(postgres.ask(schemas));
    after.addAll(postgres.ask(tables));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void migrateMakesTheSchemaThatStdioThenUses() {
    assertThat(installation.run("migrate").out()).contains("migrations applied: 6");
    assertThat(installation.run("migrate").out()).contains("is up to date").doesNotContain("now");
    try (Server server = ready()) {
      server.search(Map.of("limit", 1)).answer();
      Patience.until(() -> postgres.callIds().size() == 1, () -> "the row in PostgreSQL");
      server.health().answer();
    }
    assertThat(UsageRows.of(installation)).isEmpty();
    Outcome doctor = installation.run("doctor");
    assertThat(doctor.exit()).as(doctor.out()).isZero();
    assertThat(doctor.out()).contains("PostgreSQL 18", "schema mcp_usage is up to date");
  }

  @Test
  void doctorSaysThatADeadDatabaseDoesNotAnswer() {
    postgres.kill();
    Outcome doctor = installation.run("doctor");
    assertThat(doctor.exit()).as("development starts without").isZero();
    assertThat(doctor.out())
        .containsPattern("(?m)^database +warning .*does not answer")
        .doesNotContain("Exception");
    Outcome production =
        installation
            .with("ENVIRONMENT", "production")
            .with("MCP_JWT_SECRET", "a-secret-that-nobody-else-knows-0123456789")
            .with("MCP_PUBLIC_URL", "https://mcp.example")
            .with("KAMIYO_API_URL", "http://127.0.0.1:1")
            .run("doctor");
    assertThat(production.exit()).isEqualTo(1);
    assertThat(production.out()).containsPattern("(?m)^database +failed .*does not answer");
  }

  @Test
  void rowsAreAsManyAsCallsAlthoughDatabaseAndServersAreKilled() throws Exception {
    assertThat(installation.run("migrate").exit()).isZero();
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    int servers = 8;
    List<Server> all = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      all.add(ready());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> loads = new ArrayList<>();
      for (Server server : all) {
        loads.add(
            threads.submit(() -> {
              while (!enough.get()) {
                server.search(Map.of("limit", 1)).answer();
                answered.incrementAndGet();
              }
            }));
      }
      Patience.until(() -> answered.get() > 200, () -> "calls before the kill");
      Patience.until(() -> !postgres.callIds().isEmpty(), () -> "rows before the kill");
      postgres.kill();
      int atDeath = answered.get();
      Patience.until(() -> answered.get() > atDeath + 200, () -> "calls while it is dead");
      postgres.restart();
      int atRestart = answered.get();
      Patience.until(() -> answered.get() > atRestart + 200, () -> "calls after its restart");
      enough.set(true);
      for (Future<?> load : loads) {
        load.get();
      }
      all.forEach(Server::kill);
    }
    try (Server last = installation.server()) {
      last.ping();
      Patience.until(
          () -> postgres.callIds().size() >= answered.get(),
          () -> answered + " rows, not " + postgres.callIds().size());
      assertThat(last.finish()).isZero();
    }
    assertThat(postgres.callIds()).hasSize(answered.get()).doesNotHaveDuplicates();
  }
}
