package ai.kamiyo.adapters.kamiyo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What chooses parameters and signals runs, over a small made-up universe. */
class ChoicesTest {
  @TempDir private Path folder;
  private String[] files = {};

  private interface Program {
    void run(String... arguments) throws IOException;
  }

  @BeforeEach
  void write() throws IOException {
    Path list = folder.resolve("list.csv");
    StringBuilder rows = new StringBuilder("Name,Chain,Category\n");
    for (int n = 0; n < 1_100; n++) {
      rows.append("Made%04dup,Ethereum,%s%n".formatted(n, n % 2 == 0 ? "Lending" : "Dexs"));
    }
    Files.writeString(list, rows);
    List<String> hacks = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      long day =
          LocalDate.of(2020, 7, 1).plusDays(18L * n).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      hacks.add(
          "{\"date\":%d,\"name\":\"Made%04dup\",\"amount\":1000,\"technique\":\"Reentrancy\"}"
              .formatted(day, 14 * n));
    }
    Path incidents = folder.resolve("hacks.json");
    Files.writeString(incidents, hacks.toString());
    files = new String[] {list.toString(), incidents.toString()};
  }

  private String printed(Program program) throws IOException {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run(files);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void parametersAreRanked() throws IOException {
    assertThat(printed(ParameterChoice::main))
        .contains("log-likelihoods of 300 settings, best first")
        .containsPattern("   1 -\\d+\\.\\d\\d Parameters")
        .contains("half-life 4: -")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void signalsAreJudgedOnTheWindowTheyWereNotFittedOn() throws IOException {
    assertThat(printed(SignalChoice::main))
        .contains(
            "fitted from 2021-07-24; from 2022-07-24", "fitted from 2022-07-24; from 2021-07-24")
        .contains("drift of the category")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void tooLittleIsSaid() throws IOException {
    Files.writeString(Path.of(files[1]), "[]");
    assertThatThrownBy(() -> printed(ParameterChoice::main))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too few");
  }
}
