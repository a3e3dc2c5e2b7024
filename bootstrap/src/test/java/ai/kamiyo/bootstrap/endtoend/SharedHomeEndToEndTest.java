package ai.kamiyo.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes in one KAMIYO_HOME: a desktop client starts a server in every window. */
class SharedHomeEndToEndTest {
  private static final int SERVERS = 4;
  private static final int CALLS = 15;

  private record Import(String format, Path file) {}

  @TempDir Path folder;
  private Installation shared;
  private Installation orderly;

  @BeforeEach
  void install() {
    shared = new Installation(folder.resolve("shared"));
    orderly = new Installation(folder.resolve("orderly"));
  }

  @AfterEach
  void end() {
    shared.close();
    orderly.close();
  }

  @Test
  void eightProcessesLoseNothing() throws Exception {
    List<Import> imports =
        List.of(
            new Import("kamiyo", Samples.kamiyo()),
            new Import("defillama", Samples.defillama()),
            new Import("blocksec", Samples.blocksec()),
            new Import("kamiyo", Samples.generated(folder, "generated.json", 300, 77)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Import each : imports) {
        all.add(
            threads.submit(() -> {
              run(shared, each);
              run(shared, each);
            }));
      }
      for (int i = 0; i < SERVERS; i++) {
        all.add(threads.submit(this::answer));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    imports.forEach(each -> run(orderly, each));
    assertThat(shared.total()).isEqualTo(orderly.total());
    // Every server's calls and the one that just counted.
    try (Server server = shared.server()) {
      server.ping();
      assertThat(UsageRows.await(shared, SERVERS * CALLS + 1))
          .allMatch(row -> row.outcome().equals("answered"));
    }
  }

  private void answer() {
    try (Server server = shared.with("KAMIYO_REFRESH_SECONDS", "1").server()) {
      server.awaitData();
      for (int i = 0; i < CALLS; i++) {
        assertThat(server.search(Map.of("limit", 20, "sort", "largest_loss")).total()).isPositive();
      }
      assertThat(server.finish()).isZero();
      server.assertOnlyProtocol();
    }
  }

  private static void run(Installation installation, Import each) {
    Outcome outcome = installation.run("import", each.format(), each.file().toString());
    assertThat(outcome.exit()).as("%s: %s", each, outcome.all()).isZero();
  }
}
