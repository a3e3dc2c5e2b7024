package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.health.Connection;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStoreTest {
  private static final Upkeep UPKEEP = new Upkeep(Clock.systemUTC(), Duration.ofDays(90));

  @Test
  void anOwnerMakesTheSchemaAndNothingElse() {
    Postgres postgres = Postgres.fresh();
    try (SqlStore store = Stores.owner(postgres.server(), UPKEEP)) {
      store.ready();
      store.tidy();
    }
    assertThat(
            postgres
                .dsl()
                .fetch(
                    "select distinct schemaname from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')")
                .getValues(0, String.class))
        .containsExactly("mcp_usage");
    assertThat(new Partitions(postgres.dsl()).existing()).hasSize(3);
  }

  @Test
  void severalInstancesMigrateAtOnce() throws Exception {
    for (int round = 0; round < 2; round++) {
      Postgres postgres = Postgres.fresh();
      int instances = 4;
      CyclicBarrier together = new CyclicBarrier(instances);
      Callable<Boolean> instance =
          () -> {
            try (SqlStore store = Stores.owner(postgres.server(), UPKEEP)) {
              together.await();
              store.ready();
              store.tidy();
              return true;
            }
          };
      ExecutorService executor = Executors.newFixedThreadPool(instances);
      try {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
          all.add(instance);
        }
        for (Future<Boolean> done : executor.invokeAll(all)) {
          assertThat(done.get()).isTrue();
        }
      } finally {
        executor.shutdownNow();
      }
      assertThat(applied(postgres)).isEqualTo(Migrations.NEWEST);
    }
  }

  @Test
  void migratingAgainChangesNothing() {
    Postgres postgres = Postgres.migrated();
    assertThat(Stores.migrate(postgres.server())).isZero();
    assertThat(applied(postgres)).isEqualTo(Migrations.NEWEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema-a", "schema-b"})
  void theBackendsOwnTablesStayAsTheyAre(String fixture) {
    Postgres postgres = Postgres.fresh().kamiyo(fixture);
    String before = fingerprint(postgres.dsl());
    try (SqlStore store = Stores.owner(postgres.server(), UPKEEP)) {
      store.ready();
      store.tidy();
      store.add(List.of(ToolCallsContract.use(UPKEEP.now())));
    }
    assertThat(fingerprint(postgres.dsl())).isEqualTo(before).contains("0x1111");
  }

  @Test
  void aGuestLeavesAStrangersDatabaseAloneAndUsesItsOwn(@TempDir Path home) {
    Postgres postgres = Postgres.fresh().kamiyo("schema-b");
    String before = fingerprint(postgres.dsl());
    Path file = home.resolve("kamiyo.db");
    try (SqlStore store = Stores.guest(postgres.server(), file, UPKEEP)) {
      store.add(List.of(ToolCallsContract.use(UPKEEP.now())));
      store.tidy();
      assertThat(store.<Integer>read(database -> new JooqToolCalls(database).count())).isEqualTo(1);
    }
    assertThat(file).exists();
    assertThat(fingerprint(postgres.dsl())).isEqualTo(before);
    assertThat(postgres.dsl().fetchValue("select to_regnamespace('mcp_usage')")).isNull();
  }

  @Test
  void aGuestUsesASchemaThatIsThere(@TempDir Path home) {
    Postgres postgres = Postgres.migrated();
    try (SqlStore store = Stores.guest(postgres.server(), home.resolve("kamiyo.db"), UPKEEP)) {
      store.add(List.of(ToolCallsContract.use(UPKEEP.now())));
      store.tidy();
    }
    assertThat(home).isEmptyDirectory();
    assertThat(new JooqToolCalls(postgres.dsl()).count()).isEqualTo(1);
    assertThat(new Partitions(postgres.dsl()).existing()).isEmpty();
  }

  @Test
  void aReadIsAskedAgainWhenItsConnectionWasLost() {
    Postgres postgres = Postgres.migrated();
    try (SqlStore store = Stores.owner(postgres.server(), UPKEEP)) {
      List<Integer> asked = new ArrayList<>();
      int answer =
          store.read(database -> {
            asked.add(asked.size());
            if (asked.size() == 1) {
              // The connection dies between two statements of one question.
              return database.transactionResult(transaction -> {
                int pid = pid(transaction.dsl());
                postgres.dsl().fetch("select pg_terminate_backend(" + pid + ")");
                return pid(transaction.dsl());
              });
            }
            return pid(database);
          });
      assertThat(answer).isPositive();
      assertThat(asked).hasSize(2);
    }
  }

  @Test
  void aStatementIsEndedAfterItsTime() {
    PostgresServer patient = Postgres.migrated().server();
    PostgresServer server =
        new PostgresServer(
            patient.url(), patient.user(), patient.password(), 1, Duration.ofSeconds(1));
    try (SqlStore store = Stores.owner(server, UPKEEP)) {
      store.ready();
      long begin = System.nanoTime();
      assertThatThrownBy(() -> store.read(database -> database.fetch("select pg_sleep(30)")))
          .hasMessageContaining("statement timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      store.ready();
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      PostgresServer server =
          new PostgresServer(
              "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/kamiyo",
              Optional.empty(),
              Optional.empty(),
              1,
              Duration.ofSeconds(1));
      try (SqlStore store = Stores.guest(server, Path.of("unused"), UPKEEP)) {
        assertThat(new StoreProbe(store::ready, Duration.ofSeconds(2)).probe())
            .isEqualTo(Connection.DISCONNECTED);
        assertThatThrownBy(store::ready).hasMessageContaining("does not open");
      }
      assertThat(PostgresCondition.of(server).answers()).isFalse();
    }
  }

  @Test
  void anOperatorIsToldHowItStands() {
    Postgres postgres = Postgres.fresh();
    assertThat(PostgresCondition.of(postgres.server()))
        .satisfies(c -> assertThat(c.answers()).isTrue())
        .satisfies(c -> assertThat(c.current()).isFalse())
        .satisfies(c -> assertThat(c.detail()).contains("PostgreSQL 18", "kamiyo migrate"));
    assertThat(PostgresCondition.of(postgres.migrate().server()))
        .satisfies(c -> assertThat(c.current()).isTrue());
    postgres.dsl().execute("delete from mcp_usage.flyway_schema_history where version = '6'");
    assertThat(PostgresCondition.of(postgres.server()).detail()).contains("migration 5 of 6");
  }

  @Test
  void theViewHasTheColumnsOfTheArchitectureDocument() {
    Postgres postgres = Postgres.migrated();
    new JooqToolCalls(postgres.dsl()).add(List.of(ToolCallsContract.use(UPKEEP.now())));
    assertThat(
            postgres
                .dsl()
                .fetch(
                    "select user_id, tool_name, tier, execution_time_ms, status, timestamp"
                        + " from mcp_usage.mcp_usage")
                .getFirst()
                .intoList())
        .startsWith("cus_1", "search_exploits", "personal", 5L, "answered");
  }

  private static int pid(DSLContext database) {
    return Integer.parseInt(String.valueOf(database.fetchValue("select pg_backend_pid()")));
  }

  private static int applied(Postgres postgres) {
    return postgres
        .dsl()
        .fetch("select 1 from mcp_usage.flyway_schema_history where version is not null")
        .size();
  }

  /** Every row of every table outside our schema, with who wrote it when and where it lies. */
  private static String fingerprint(DSLContext database) {
    StringBuilder all = new StringBuilder();
    for (String table :
        database
            .fetch(
                "select schemaname || '.' || tablename from pg_tables where schemaname ="
                    + " 'public' order by 1")
            .getValues(0, String.class)) {
      all.append(
          database.fetch(
              "select ctid::text, xmin::text, xmax::text, t::text from "
                  + table
                  + " t order by 1"));
    }
    return all.append(
            database.fetch(
                "select c.oid::text, c.xmin::text, relname, relkind::text, relfilenode::text, relacl::text from"
                    + " pg_class c where relnamespace = 'public'::regnamespace order by 1"))
        .append(
            database.fetch(
                "select attrelid::text, a.xmin::text, attname, atttypid::text, attnotnull from pg_attribute a join"
                    + " pg_class c on c.oid = attrelid where relnamespace ="
                    + " 'public'::regnamespace and attnum > 0 order by 1, 3"))
        .append(
            database.fetch(
                "select conname, contype::text, conrelid::text from pg_constraint where connamespace ="
                    + " 'public'::regnamespace order by 1"))
        .toString();
  }
}
