package ai.kamiyo.adapters.kamiyo.search;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.NoData;
import ai.kamiyo.domain.risk.Portfolio;
import ai.kamiyo.domain.risk.ProtocolListing;
import ai.kamiyo.domain.text.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotNamesTest {
  private static final DataStatus DATA = new DataStatus(Optional.empty(), List.of(), 1, false);

  private Optional<Snapshot> snapshot = Optional.empty();
  private List<ProtocolListing> listings = List.of();
  private final SnapshotNames names =
      new SnapshotNames(
          new Snapshots() {
            @Override
            public Snapshot awaited() {
              return snapshot.orElseThrow(() -> new NoData("nothing is loaded"));
            }

            @Override
            public DataStatus status() {
              return DATA;
            }
          },
          () -> listings);

  private void hold(Exploit... exploits) {
    snapshot =
        Optional.of(new Snapshot(new ExploitIndex(List.of(exploits)), DATA, List.of(), Set.of()));
  }

  @Test
  void protocolsComeOnceByNameAndAreFoundByTheirAliases() {
    hold(
        exploit("Velodrome", "2023-01-01").get(),
        exploit("Curve Finance", "2023-07-30").alias("Curve DEX").get(),
        exploit("Curve Finance", "2022-08-09").get(),
        exploit("balancer", "2025-11-03").get());
    assertThat(names.protocols("", 9).values())
        .containsExactly("balancer", "Curve Finance", "Velodrome");
    assertThat(names.protocols("dex", 9).values()).containsExactly("Curve Finance");
  }

  @Test
  void exploitsComeNewestFirstAndAreFoundByTheirVictimsName() {
    hold(
        exploit("Curve Finance", "2022-08-09").get(),
        exploit("Curve Finance", "2023-07-30").get(),
        exploit("Euler Finance", "2023-03-13").get());
    assertThat(names.exploits("Curve F", 9).values())
        .containsExactly("curve-finance-2023-07-30", "curve-finance-2022-08-09");
    assertThat(names.exploits("2023", 1))
        .isEqualTo(new Suggestions(List.of("curve-finance-2023-07-30"), 2));
  }

  @Test
  void aNewSnapshotHasNewNames() {
    hold(exploit("Curve Finance", "2022-08-09").get());
    assertThat(names.protocols("", 9).total()).isEqualTo(1);
    hold(exploit("Euler Finance", "2023-03-13").get());
    assertThat(names.protocols("", 9).values()).containsExactly("Euler Finance");
  }

  @Test
  void protocolsOnListsAreOfferedTooEachOnce() {
    hold(exploit("Curve Finance", "2022-08-09").get());
    listings =
        List.of(
            Portfolio.called(
                Portfolio.curated("lido", "Lido", "Liquid Staking", "Ethereum"), "stETH"),
            Portfolio.called(Portfolio.listed("CURVE FINANCE", "Dexs", "Ethereum"), "Curve DEX"));
    assertThat(names.protocols("", 9).values()).containsExactly("Curve Finance", "Lido");
    assertThat(names.protocols("steth", 9).values()).containsExactly("Lido");
    assertThat(names.protocols("dex", 9).values()).containsExactly("Curve Finance");
    listings = List.of();
    assertThat(names.protocols("lido", 9).values()).isEmpty();
  }

  @Test
  void withoutDataThereIsNothingToSuggest() {
    assertThat(names.protocols("", 9)).isEqualTo(Suggestions.NONE);
    assertThat(names.exploits("", 9)).isEqualTo(Suggestions.NONE);
  }

  @Test
  void namesThatStrangersGaveAreCleanAndShort() {
    hold(exploit("Oxyvard\u001B[1m\u202E" + "x".repeat(5_000), "2024-07-07").get());
    assertThat(names.protocols("oxy", 9).values())
        .singleElement()
        .satisfies(
            name -> assertThat(name).startsWith("Oxyvardx").hasSize(80).doesNotContain("\u202E"));
    listings =
        List.of(Portfolio.listed("Zyvard\u001B[1m\u202E" + "x".repeat(5_000), "Dexs", "Base"));
    assertThat(names.protocols("zyv", 9).values())
        .singleElement()
        .satisfies(name -> assertThat(name).hasSize(80).doesNotContain("\u001B", "\u202E"));
  }
}
