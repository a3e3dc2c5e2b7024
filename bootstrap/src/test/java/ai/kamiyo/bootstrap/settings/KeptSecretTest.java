package ai.kamiyo.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation's own secret: made once, whoever asks first. */
class KeptSecretTest {
  private static final int MANY = 8;

  @TempDir Path folder;

  @Test
  void readingTheSettingsMakesNone() {
    Given given = new Given(folder);
    assertThat(given.onStdio().report().lines()).isNotEmpty();
    assertThat(given.home).doesNotExist();
  }

  @Test
  void itIsMadeOnceForItsOwnerOnly() throws IOException {
    Given given = new Given(folder);
    Secret secret = Given.settings(given.onStdio()).signingSecret();

    assertThat(secret.bytes().length).isGreaterThanOrEqualTo(32);
    assertThat(Given.settings(given.onStdio()).signingSecret()).isEqualTo(secret);
    assertThat(permissions(given.home)).isEqualTo("rwx------");
    assertThat(permissions(given.home.resolve("signing-secret"))).isEqualTo("rw-------");
  }

  @Test
  void aSetOneIsUsedInstead() {
    String set = "q8Jw0ZpX3vT6yB1nM4kR7sD2fG5hL9cA";
    Given given = new Given(folder).env("MCP_JWT_SECRET", set);
    assertThat(Given.settings(given.onStdio()).signingSecret().reveal()).isEqualTo(set);
    assertThat(given.home).doesNotExist();
  }

  @Test
  void permissionsThatWereLoosenedAreTightened() throws IOException {
    Secret secret = KeptSecret.in(folder, "signing-secret");
    Path file = folder.resolve("signing-secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(KeptSecret.in(folder, "signing-secret")).isEqualTo(secret);
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void aSpoiltOneIsNotReplacedSilently() throws IOException {
    Files.writeString(folder.resolve("signing-secret"), "short");
    assertThatThrownBy(() -> KeptSecret.in(folder, "signing-secret"))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(
            folder.resolve("signing-secret") + " is too short; delete it to have a new one");
  }

  @Test
  void manyThreadsAgree() throws Exception {
    List<Callable<Secret>> asking = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      asking.add(() -> KeptSecret.in(folder, "signing-secret"));
    }
    Set<Secret> secrets = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      for (Future<Secret> secret : threads.invokeAll(asking)) {
        secrets.add(secret.get());
      }
    }
    assertThat(secrets).hasSize(1);
  }

  @Test
  void manyProcessesAgree() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Asking.class.getName(),
                  folder.toString())
              .start());
    }
    Set<String> answers = new HashSet<>();
    for (Process process : processes) {
      answers.add(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(process.waitFor()).isZero();
    }
    assertThat(answers).containsExactly(KeptSecret.in(folder, "signing-secret").reveal());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** A process that asks for the secret. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] folder) {
      System.out.print(KeptSecret.in(Path.of(folder[0]), "signing-secret").reveal());
    }
  }
}
