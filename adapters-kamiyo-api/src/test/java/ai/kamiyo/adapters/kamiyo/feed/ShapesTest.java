package ai.kamiyo.adapters.kamiyo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.Flag;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each source's rows, their traps included. */
class ShapesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2025-10-04T02:00:00, 2025-10-04", // UTC midnight as written in summer
    "2025-01-04T01:00:00, 2025-01-04", // and in winter
    "2025-10-07T10:00:57.261623, 2025-10-07",
    "2025-10-07T22:14:15+00:00, 2025-10-07",
    "2025-10-07T23:30:00-05:00, 2025-10-08",
    "2025-10-07T00:30:00+02:00, 2025-10-06",
    "2025-10-07 12:00:00, 2025-10-07",
    "2025-10-07T12:00:00Z, 2025-10-07",
    "2025-10-07, 2025-10-07"
  })
  void aKamiyoTimestampIsADay(String timestamp, LocalDate day) throws IOException {
    assertThat(kamiyo("{\"id\":1,\"protocol\":\"A\",\"timestamp\":\"" + timestamp + "\"}").date())
        .isEqualTo(day);
  }

  @Test
  void aKamiyoRowMayLackAlmostEverything() throws IOException {
    ExploitReport report =
        kamiyo(
            "{\"id\":\"7\",\"protocol\":\"A\",\"timestamp\":\"2025-10-07\",\"amount_usd\":null,"
                + "\"category\":null,\"description\":\"\",\"tx_hash\":\"generated-12\","
                + "\"chain\":null}");
    assertThat(report.key()).isEqualTo("kamiyo:7");
    assertThat(report.loss()).isEmpty();
    assertThat(report.transactions()).isEmpty();
    assertThat(report.words()).isEmpty();
  }

  @Test
  void whatCannotBeSeenIsNotThere() throws IOException {
    ExploitReport report =
        kamiyo(
            "{\"id\":7,\"protocol\":\"\\u200bA\",\"timestamp\":\"2025-10-07\","
                + "\"source\":\"\\u00a0\",\"tx_hash\":\"\\u200b\\u2060\"}");
    assertThat(report.sources().getFirst().name()).isEqualTo("KAMIYO");
    assertThat(report.transactions()).isEmpty();
    Delivery delivery =
        read(
            ImportFormat.KAMIYO,
            "[{\"id\":8,\"protocol\":\"\\u00a0\",\"timestamp\":\"2025-10-07\"}]");
    assertThat(delivery.reports()).isEmpty();
    assertThat(delivery.unreadable())
        .extracting(ai.kamiyo.domain.exploit.ExploitFeed.Quarantined::reason)
        .containsExactly("it has no protocol");
  }

  @Test
  void aDefiLlamaRowIsReadWhateverTypesItsFieldsHaveTaken() throws IOException {
    Delivery delivery =
        read(
            ImportFormat.DEFILLAMA,
            "[{\"name\":\"A\",\"date\":\"1690675200\",\"amount\":\"12.5\",\"chain\":\"BSC\","
                + "\"defillamaId\":\"x\",\"bridgeHack\":true,\"targetType\":\"CEX\",\"new\":{}},"
                + "{\"name\":\"A\",\"date\":1690675200,\"amount\":0,\"chain\":null,"
                + "\"defillamaId\":212},"
                + "{\"name\":\"B\",\"date\":1690675200,\"amount\":1e999999,"
                + "\"defillamaId\":\"4711\"}]");
    assertThat(delivery.unreadable()).isEmpty();
    ExploitReport first = delivery.reports().getFirst();
    assertThat(first.loss()).contains(new BigDecimal("12.50"));
    assertThat(first.chains()).containsExactly("BSC");
    assertThat(first.date()).isEqualTo(LocalDate.of(2023, 7, 30));
    assertThat(first.flags()).containsExactlyInAnyOrder(Flag.BRIDGE, Flag.CENTRALIZED_EXCHANGE);
    assertThat(delivery.reports())
        .extracting(ExploitReport::key)
        .containsExactly(
            "defillama:A|2023-07-30", "defillama:A|2023-07-30#2", "defillama:B|2023-07-30");
    assertThat(delivery.reports())
        .extracting(ExploitReport::listIds)
        .containsExactly(List.of(), List.of("defillama:212"), List.of("defillama:4711"));
    assertThat(delivery.reports().get(1).loss()).isEmpty();
    assertThat(delivery.reports().get(2).loss()).isEmpty();
  }

  @Test
  void aBlockSecRowBringsItsTransactionsAndAttackers() throws IOException {
    ExploitReport report =
        read(
                ImportFormat.BLOCKSEC,
                "{\"count\":1,\"list\":[{\"id\":3,\"project\":\"A\",\"loss\":\"1100000.000000\","
                    + "\"chainIds\":[1,\"56\"],\"date\":1759248311000,\"rescued\":\"0\","
                    + "\"rootCause\":\"Reentrancy\",\"transactions\":[{\"txnHash\":\"0xab\","
                    + "\"chainId\":1,\"attacker\":\"\"},{\"attacker\":\"0xcd\"}]}]}")
            .reports()
            .getFirst();
    assertThat(report.loss()).contains(new BigDecimal("1100000.00"));
    assertThat(report.recovered()).isEmpty();
    assertThat(report.date()).isEqualTo(LocalDate.of(2025, 9, 30));
    assertThat(report.chains()).containsExactly("1", "56");
    assertThat(report.transactions()).hasSize(1);
    assertThat(report.addresses()).hasSize(1);
  }

  private ExploitReport kamiyo(String row) throws IOException {
    Delivery delivery =
        read(ImportFormat.KAMIYO, "{\"page\":1,\"data\":[" + row + "],\"total\":1}");
    assertThat(delivery.unreadable()).isEmpty();
    return delivery.reports().getFirst();
  }

  private Delivery read(ImportFormat format, String json) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.json"), json);
    return new IncidentFile(format, file).read(bytes -> {});
  }
}
