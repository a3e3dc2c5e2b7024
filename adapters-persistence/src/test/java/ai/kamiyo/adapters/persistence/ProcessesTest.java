package ai.kamiyo.adapters.persistence;

import static ai.kamiyo.adapters.persistence.journal.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes over one home folder, some of them killed. */
@NullUnmarked
class ProcessesTest {
  @TempDir private Path folder;
  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void killChildren() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void aRowSurvivesAKillRightAfterItWasRecorded() throws Exception {
    Process child = child("record-and-hang", "1");
    List<String> recorded = killedAfter(child, 1);
    assertThat(recorded).hasSize(1);
    startAnother();
    assertThat(rows()).isEqualTo(recorded);
    startAnother();
    assertThat(rows()).isEqualTo(recorded);
  }

  @Test
  void aRowInTheDatabaseIsNotDoubledByAKill() throws Exception {
    Process child = child("record-and-hang", "1");
    try (BufferedReader output = child.inputReader(UTF_8)) {
      String recorded = output.readLine();
      eventually("the row arrives", () -> rows().equals(List.of(recorded)));
      kill(child);
      startAnother();
      assertThat(rows()).containsExactly(recorded);
    }
  }

  @Test
  void eightProcessesShareOneHome() throws Exception {
    int each = 300;
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(child(i % 2 == 0 ? "record" : "record-and-hang", Integer.toString(each)));
    }
    List<String> recorded = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      // Those that hang are killed: two in the midst of their work, two at its end.
      List<String> ids = i % 2 == 0 ? ended(all.get(i)) : killedAfter(all.get(i), 75 * (i + 1) / 2);
      recorded.addAll(ids);
    }
    startAnother();
    assertThat(recorded).hasSizeGreaterThanOrEqualTo(4 * each);
    // A row may have been recorded whose process was killed before it could say so.
    List<String> rows = rows();
    assertThat(rows).doesNotHaveDuplicates().containsAll(recorded);
    assertThat(rows.size() - recorded.size()).isBetween(0, 4);
  }

  @Test
  void aFullDiskIsNamedAndTakesNothingThatWasRecorded() throws Exception {
    Path shell = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(shell), "only a shell limits the size of files");
    Process child =
        started(
            Stream.concat(
                    Stream.of(shell.toString(), "-c", "ulimit -f 32; exec \"$@\"", "sh"),
                    command("record", "1000").stream())
                .toList());
    List<String> recorded = child.inputReader(UTF_8).lines().toList();
    assertThat(recorded).hasSizeBetween(10, 999);
    assertThat(child.errorReader(UTF_8).lines())
        .anyMatch(line -> line.contains("KAMIYO_HOME does not take the usage journal"));
    startAnother();
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(recorded);
  }

  @Test
  void nothingIsSaidOnAnyOutput() throws Exception {
    Process child = child("record", "1");
    assertThat(ended(child)).hasSize(1);
    assertThat(child.errorReader(UTF_8).lines()).isEmpty();
    assertThat(rows()).hasSize(1);
  }

  @Test
  void constructingTheAdapterLoadsNoDatabase() throws Exception {
    Path log = folder.resolve("classes.log");
    Process child = child("-Xlog:class+load:file=" + log, "construct");
    assertThat(ended(child)).containsExactly("constructed");
    try (Stream<String> lines = Files.lines(log)) {
      assertThat(lines)
          .anyMatch(line -> line.contains("ai.kamiyo.adapters.persistence.PersistenceAdapter"))
          .noneMatch(line -> line.contains("org.jooq"))
          .noneMatch(line -> line.contains("org.sqlite"))
          .noneMatch(line -> line.contains("org.flywaydb"))
          .noneMatch(line -> line.contains("org.postgresql"))
          .noneMatch(line -> line.contains("com.zaxxer"))
          .noneMatch(line -> line.contains("org.redisson"))
          .noneMatch(line -> line.contains("resilience4j"));
    }
    assertThat(home()).doesNotExist();
  }

  private void startAnother() throws Exception {
    try (PersistenceAdapter next =
        new PersistenceAdapter(PersistenceSettings.in(home()), Clock.systemUTC())) {
      next.start();
      // Its own journal stays until it is closed.
      eventually("the journals of the dead are empty", () -> journals() <= 1);
    }
    assertThat(journals()).isZero();
  }

  private Process child(String... arguments) throws IOException {
    return started(command(arguments));
  }

  private Process started(List<String> command) throws IOException {
    Process child = new ProcessBuilder(command).start();
    children.add(child);
    return child;
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath()));
    List<String> rest = new ArrayList<>(Arrays.asList(arguments));
    if (rest.getFirst().startsWith("-X")) {
      command.add(rest.removeFirst());
    }
    command.add(RecordingProcess.class.getName());
    command.add(rest.removeFirst());
    command.add(home().toString());
    command.addAll(rest);
    return command;
  }

  /** As shipped: only tests bring a logging library, which would swallow what jOOQ says. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> ended(Process child) throws Exception {
    List<String> lines = child.inputReader(UTF_8).lines().toList();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
    return lines;
  }

  /** Kills it after so many rows, and tells all that it had recorded by then. */
  private static List<String> killedAfter(Process child, int rows) throws Exception {
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = child.inputReader(UTF_8)) {
      while (lines.size() < rows) {
        lines.add(output.readLine());
      }
      kill(child);
      output.lines().filter(line -> line.length() == 36).forEach(lines::add);
    }
    return lines;
  }

  private static void kill(Process child) throws InterruptedException {
    // Through its handle, because the process itself would close the output we still read.
    assertThat(child.toHandle().destroyForcibly()).isTrue();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private List<String> rows() throws SQLException {
    List<String> ids = new ArrayList<>();
    if (Files.exists(home().resolve("kamiyo.db"))) {
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + home().resolve("kamiyo.db"));
          Statement statement = connection.createStatement();
          ResultSet tables =
              statement.executeQuery("select 1 from sqlite_master where name = 'tool_call'")) {
        if (tables.next()) {
          ResultSet rows = statement.executeQuery("select id from tool_call");
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
        }
      }
    }
    return ids;
  }

  private long journals() throws IOException {
    try (Stream<Path> files = Files.list(home().resolve("journal"))) {
      return files.count();
    }
  }

  private Path home() {
    return folder.resolve("home");
  }
}
