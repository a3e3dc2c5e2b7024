package ai.kamiyo.adapters.kamiyo.risk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.risk.RiskPriors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorsFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("priors.json");
    assertThat(PriorsFile.of(file)).isEmpty();
    assertThat(PriorsFile.measured(file)).isEmpty();
    RiskPriors priors = PriorsFile.shipped();
    List<String> lines = List.of("AUC 0.700 (95 %: 0.6 to 0.8)", "a \"quoted\" line");
    PriorsFile.write(priors, lines, file);
    assertThat(PriorsFile.of(file)).contains(priors);
    assertThat(PriorsFile.measured(file)).isEqualTo(lines);
  }

  @Test
  void thoseThatShipTellWhatWasMeasured() throws IOException {
    Path shipped = Path.of("src/main/resources/ai/kamiyo/adapters/kamiyo/risk/risk-priors.json");
    assertThat(PriorsFile.measured(shipped))
        .filteredOn(line -> line.startsWith("AUC 0."))
        .hasSize(2);
  }
}
