package ai.kamiyo.adapters.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checked-in jOOQ code is what the migrations give on PostgreSQL; {@code -Djooq.write=true}
 * rewrites it.
 */
class GeneratedCodeTest {
  private static final String PACKAGE = "ai.kamiyo.adapters.persistence.jooq";
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void fitsTheMigrations(@TempDir Path fresh) throws Exception {
    boolean write = Boolean.getBoolean("jooq.write");
    Path directory = write ? SOURCES : fresh;
    GenerationTool.generate(configuration(Postgres.migrated().server(), directory));
    Map<String, String> expected = sources(directory);
    assertThat(expected).isNotEmpty();
    assertThat(sources(SOURCES)).as("run with -Djooq.write=true to rewrite").isEqualTo(expected);
  }

  private static Configuration configuration(PostgresServer postgres, Path directory) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(new Jdbc().withUrl(postgres.url()).withUser(postgres.user().orElseThrow()))
        .withGenerator(
            new Generator()
                .withDatabase(
                    new Database()
                        .withName("org.jooq.meta.postgres.PostgresDatabase")
                        .withInputSchema(Migrations.SCHEMA)
                        // Partitions are the database's own affair, the view is for others.
                        .withExcludes(
                            "flyway_schema_history.*|tool_call_(default|\\d+).*|mcp_usage\\.mcp_usage")
                        .withForcedTypes(
                            new ForcedType()
                                .withName("INSTANT")
                                .withIncludeTypes("timestamptz|timestamp with time zone")))
                .withGenerate(new Generate().withGeneratedAnnotation(false))
                .withTarget(
                    new Target().withPackageName(PACKAGE).withDirectory(directory.toString())));
  }

  private static Map<String, String> sources(Path directory) {
    Path root = directory.resolve(PACKAGE.replace('.', '/'));
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.put(root.relativize(file).toString(), Files.readString(file));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
