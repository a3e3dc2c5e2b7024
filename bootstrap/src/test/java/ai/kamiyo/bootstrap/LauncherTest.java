package ai.kamiyo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the repository's root, run for real among made-up JDKs and a made-up Maven. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path folder;
  private FakeTree tree;

  @BeforeEach
  void plant() throws IOException {
    tree = new FakeTree(folder);
  }

  @Test
  void isExecutable() {
    assertThat(Path.of("../kamiyo")).isExecutable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stdio", "--transport stdio", "--transport=stdio"})
  void onStdioItNeverBuilds(String arguments) throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();

    FakeTree.Run run = tree.run(words(arguments));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactly(
            "kamiyo: not built yet: run \"" + tree.root.toRealPath() + "/kamiyo\" demo once.");
    assertThat(tree.mavenRuns()).isEmpty();
  }

  @Test
  void onStdioItBecomesJava() throws IOException {
    tree.built();
    tree.rehearsed(tree.installedJdk("jdk-25", "25.0.3"), "25.0.3");

    FakeTree.Run run = tree.run("stdio", "two words");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    Path dist = tree.dist.toRealPath();
    assertThat(run.out())
        .containsExactly(
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-XX:AOTCache=" + dist + "/kamiyo.aot",
            "-Xms12m",
            "-Xmn4m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkamiyo.rehearsal=" + dist + "/rehearsal",
            "-Dkamiyo.launcher=" + tree.root.toRealPath() + "/kamiyo",
            "-Dorg.sqlite.lib.path=" + dist + "/native",
            "-Dorg.jooq.no-logo=true",
            "-Dorg.jooq.no-tips=true",
            "-cp",
            dist + "/lib/bootstrap-0.1.0.jar",
            "ai.kamiyo.bootstrap.Main",
            "stdio",
            "two words");
  }

  @Test
  void theCacheOfAnotherJdkIsLeftAlone() throws IOException {
    Path jdk = tree.installedJdk("jdk-25", "25.0.3");
    tree.built();
    tree.rehearsed(jdk, "25.0.2");
    assertThat(tree.run("stdio").out()).contains("-Xshare:auto").doesNotContain("-XX:AOTCache");
  }

  @Test
  void whatWasFoundLastTimeIsTakenAgain() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    Path last = tree.jdk("last time", "25.0.1");
    tree.built();
    tree.rehearsed(last, "25.0.1");
    assertThat(jdkOf(Map.of())).isEqualTo(last);
  }

  @Test
  void onStdioAnOldBuildStartsAndSaysSo() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    tree.built();
    tree.olderThanTheSources();

    FakeTree.Run run = tree.run("--transport", "stdio");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("ai.kamiyo.bootstrap.Main").doesNotContain("train");
    assertThat(run.err()).singleElement().asString().contains("sources are newer than the build");
    assertThat(tree.mavenRuns()).isEmpty();
  }

  @Test
  void withoutSourcesNothingIsNewer() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.built();
    tree.olderThanTheSources();
    Files.delete(tree.root.resolve("pom.xml"));

    assertThat(tree.run("stdio").err()).isEmpty();
    assertThat(tree.run("doctor").exit()).isZero();
    assertThat(tree.mavenRuns()).isEmpty();
  }

  @Test
  void theChosenJdkComesFirst() throws IOException {
    Path chosen = tree.jdk("chosen", "26-ea");
    tree.installedJdk("jdk-25", "25.0.3");
    tree.built();
    assertThat(jdkOf(Map.of("JAVA_HOME", chosen.toString()))).isEqualTo(chosen);
    assertThat(jdkOf(Map.of("JAVA_HOME_25_X64", chosen.toString()))).isEqualTo(chosen);
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws IOException {
    Path old = tree.jdk("old", "17.0.15");
    tree.installedJdk("jdk-1.8", "1.8.0_292");
    tree.installedJdk("jdk-21", "21.0.1");
    Path fit = tree.installedJdk("jdk-25", "25");
    tree.onPath(old.resolve("bin/java"));
    tree.built();
    assertThat(jdkOf(Map.of("JAVA_HOME", old.toString()))).isEqualTo(fit);
  }

  @Test
  void theJdkOnThePathIsFoundThroughItsLinks() throws IOException {
    Path jdk = tree.jdk("on path", "25.0.1");
    Path alternative = folder.resolve("alternative");
    Files.createSymbolicLink(alternative, jdk.resolve("bin/java"));
    tree.onPath(alternative);
    tree.built();
    assertThat(jdkOf(Map.of())).isEqualTo(jdk);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".sdkman/candidates/java/25.0.1-tem",
        "machine/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "machine/opt/my-jdk-25",
        "machine/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
      })
  void theUsualPlacesAreSearched(String place) throws IOException {
    Path jdk = tree.jdk(place, "25.0.1");
    tree.built();
    assertThat(jdkOf(Map.of())).isEqualTo(jdk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "doctor"})
  void withoutAJdkItSaysSo(String command) throws IOException {
    tree.installedJdk("jdk-17", "17.0.15");
    tree.maven();
    tree.built();

    FakeTree.Run run = tree.run(command);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactly(
            "kamiyo: no JDK 25 or newer was found: install one, or set JAVA_HOME to where it is.");
  }

  @Test
  void anOperatorsCommandBuildsAndRehearsesOnce() throws IOException {
    Path jdk = tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();

    FakeTree.Run first = tree.run("doctor", "--json");
    FakeTree.Run second = tree.run("doctor");

    assertThat(first.exit()).isZero();
    assertThat(first.out()).endsWith("ai.kamiyo.bootstrap.Main", "doctor", "--json");
    assertThat(first.out()).contains("-XX:AOTCache=" + tree.dist.toRealPath() + "/kamiyo.aot");
    assertThat(first.err())
        .containsExactly(
            "kamiyo: building; the first time takes minutes.",
            "kamiyo: built.",
            "kamiyo: rehearsing, so that later starts are quick.");
    assertThat(second.err()).isEmpty();
    assertThat(tree.mavenRuns()).containsExactly(" -q -B -DskipTests -pl bootstrap -am package");
    assertThat(Files.readAllLines(tree.dist.resolve("jdk")))
        .containsExactly(jdk.toString(), "25.0.3", "ready");
    assertThat(tree.root.resolve("target/kamiyo.lock")).doesNotExist();
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    tree.built();
    tree.olderThanTheSources();
    assertThat(tree.run("doctor").exit()).isZero();
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @Test
  void anotherJdkRehearsesAgainAndDoesNotBuild() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    tree.run("doctor");
    tree.installedJdk("jdk-25", "25.0.4");

    assertThat(tree.run("doctor").err())
        .containsExactly("kamiyo: rehearsing, so that later starts are quick.");
    assertThat(tree.run("doctor").err()).isEmpty();
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @Test
  void aFailedRehearsalIsOnlyANoteAndNotRepeated() throws IOException {
    Path jdk = tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    Path java = jdk.resolve("bin/java");
    Files.writeString(
        java, Files.readString(java).replace("-XX:AOTCacheOutput=*) :", "*Output=*) exit 1; :"));

    FakeTree.Run run = tree.run("doctor");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("-Xshare:auto", "doctor");
    assertThat(run.err())
        .last()
        .isEqualTo("kamiyo: the rehearsal failed; starts are slower, nothing else.");
    assertThat(tree.run("doctor").err()).isEmpty();
  }

  @Test
  void twoAtOnceBuildOnce() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    Path script = tree.root.resolve("kamiyo");

    FakeTree.Started one = tree.start(folder, Map.of(), script, "doctor");
    FakeTree.Started other = tree.start(folder, Map.of(), script, "config");

    assertThat(one.end().out()).endsWith("doctor");
    assertThat(other.end().out()).endsWith("config");
    assertThat(tree.mavenRuns()).hasSize(1);
  }

  @Test
  void theLockOfADeadProcessIsTaken() throws Exception {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven();
    Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    dead.waitFor();
    Path lock = Files.createDirectories(tree.root.resolve("target")).resolve("kamiyo.lock");
    Files.createSymbolicLink(lock, Path.of(String.valueOf(dead.pid())));

    assertThat(tree.run("doctor").exit()).isZero();
    assertThat(tree.mavenRuns()).hasSize(1);
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  @Test
  void aFailedBuildShowsWhy() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.maven("#!/bin/sh\necho 'no such symbol'\nexit 1\n");

    FakeTree.Run run = tree.run("doctor");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no such symbol");
    assertThat(run.err()).last().asString().contains("the build failed");
    assertThat(Files.isSymbolicLink(tree.root.resolve("target/kamiyo.lock"))).isFalse();
  }

  @Test
  void withoutMavenItSaysSo() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    FakeTree.Run run = tree.run("doctor");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .containsExactly("kamiyo: Maven (mvn) was not found; it is needed once, to build.");
  }

  @Test
  void itIsFoundThroughLinksAndFromAnywhere() throws IOException {
    tree.installedJdk("jdk-25", "25.0.3");
    tree.built();
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../a tree/kamiyo"));
    Files.createSymbolicLink(elsewhere.resolve("again"), Path.of("link"));
    String jar = tree.dist.toRealPath() + "/lib/bootstrap-0.1.0.jar";

    assertThat(tree.start(folder, Map.of(), elsewhere.resolve("again"), "stdio").end().out())
        .contains(jar);
    assertThat(tree.start(elsewhere, Map.of(), Path.of("again"), "stdio").end().out())
        .contains(jar);
    assertThat(tree.start(tree.root, Map.of(), Path.of("./kamiyo"), "stdio").end().out())
        .contains(jar);
    assertThat(tree.start(tree.root, Map.of(), Path.of("kamiyo"), "stdio").end().out())
        .contains(jar);
  }

  /** Which JDK is started on stdio; the made-up Java is replaced by one that says where it is. */
  private Path jdkOf(Map<String, String> environment) throws IOException {
    try (var files = Files.walk(folder)) {
      List<Path> javas = files.filter(file -> file.endsWith("bin/java")).toList();
      for (Path java : javas) {
        Files.writeString(java, "#!/bin/sh\necho \"$0\"\n");
      }
    }
    FakeTree.Run run = tree.start(folder, environment, tree.root.resolve("kamiyo"), "stdio").end();
    assertThat(run.err()).isEmpty();
    return Path.of(run.out().getFirst()).resolveSibling("..").normalize();
  }

  private static String[] words(String arguments) {
    return arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
  }
}
