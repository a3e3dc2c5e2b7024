package ai.kamiyo.adapters.persistence.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL server that this module's tests share, and a fresh database in it for each.
 */
public final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final PostgresServer server;

  private Postgres(PostgresServer server) {
    this.server = server;
  }

  /** A new, empty database. */
  public static Postgres fresh() {
    String name = "test_" + DATABASES.incrementAndGet();
    EmbeddedPostgres shared = Shared.SERVER;
    dsl(shared.getJdbcUrl("postgres", "postgres")).execute("create database " + name);
    return new Postgres(
        new PostgresServer(
            "jdbc:postgresql://localhost:" + shared.getPort() + "/" + name,
            Optional.of("postgres"),
            Optional.of("not asked for"),
            4,
            Duration.ofSeconds(10)));
  }

  /** With our tables. */
  public static Postgres migrated() {
    Postgres fresh = fresh();
    fresh.migrate();
    return fresh;
  }

  public Postgres migrate() {
    int unused = Migrations.migrate(server.unpooled(), SQLDialect.POSTGRES);
    return this;
  }

  /** With the backend's own tables and some rows, as the fixture has them. */
  public Postgres kamiyo(String fixture) {
    try (InputStream sql =
        Postgres.class.getResourceAsStream(
            "/ai/kamiyo/adapters/persistence/kamiyo/" + fixture + ".sql")) {
      if (sql == null) {
        throw new IllegalArgumentException(fixture);
      }
      dsl().execute(new String(sql.readAllBytes(), UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PostgresServer server() {
    return server;
  }

  public DSLContext dsl() {
    return dsl(server.unpooled());
  }

  private static DSLContext dsl(PGSimpleDataSource source) {
    return DSL.using(source, SQLDialect.POSTGRES);
  }

  private static DSLContext dsl(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    return dsl(source);
  }

  /** Started at the first use; ends with the JVM. */
  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
