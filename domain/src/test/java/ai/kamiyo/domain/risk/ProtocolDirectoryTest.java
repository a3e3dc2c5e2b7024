package ai.kamiyo.domain.risk;

import static ai.kamiyo.domain.exploit.Exploits.exploit;
import static ai.kamiyo.domain.risk.Portfolio.called;
import static ai.kamiyo.domain.risk.Portfolio.curated;
import static ai.kamiyo.domain.risk.Portfolio.listed;
import static ai.kamiyo.domain.risk.Portfolio.memberOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.risk.Match.By;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolDirectoryTest {
  private static final ProtocolListing CURVE =
      called(
          curated("curve-finance", "Curve Finance", "Dexs", "Ethereum", "Fantom"),
          "Curve",
          "Curve DEX");

  private static ProtocolDirectory directory(List<ProtocolListing> listings, Exploit... exploits) {
    return new ProtocolDirectory(listings, List.of(exploits));
  }

  private static Match.Found found(ProtocolDirectory directory, String name) {
    return (Match.Found) directory.find(name, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "curve-finance, ID",
    "Curve Finance, NAME",
    "curve finance, NAME",
    "CURVE, ALIAS",
    "Curve DEX, ALIAS",
    "Curve V2, VERSION",
    "Curve v1.1, VERSION",
    "Curve Protocol, NEAR_NAME",
    "Cruve Finance, NEAR_NAME"
  })
  void aNameIsMatched(String name, By by) {
    ProtocolDirectory directory = directory(List.of(CURVE, listed("Carve", "Dexs", "Ethereum")));
    Match.Found found = found(directory, name);
    assertThat(found.history().protocol().id()).isEqualTo("curve-finance");
    assertThat(found.by()).isEqualTo(by);
  }

  @Test
  void whatNobodyBearsHasNearNamesOnly() {
    Match match = directory(List.of(CURVE)).find("Zorblax Curves Unlimited", Optional.empty());
    assertThat(match).isInstanceOf(Match.None.class);
    assertThat(((Match.None) match).near()).extracting(Protocol::name).contains("Curve Finance");
  }

  @Test
  void versionsRollUp() {
    ProtocolDirectory directory =
        directory(
            List.of(listed("Opus V2", "Dexs", "Ethereum"), listed("Opus V3", "Dexs", "Ethereum")),
            exploit("Opus V2", "2024-01-01").get(),
            exploit("Opus", "2024-05-01").get());
    assertThat(directory.histories()).hasSize(1);
    Match.Found found = found(directory, "Opus V3");
    assertThat(found.by()).isEqualTo(By.VERSION);
    assertThat(found.history().protocol().name()).isEqualTo("Opus");
    assertThat(found.history().protocol().versions()).hasSize(2);
    assertThat(found.history().exploits()).hasSize(2);
  }

  @Test
  void versionsRollUpToTheParentThatTheirListGivesThem() {
    ProtocolDirectory directory =
        directory(
            List.of(
                memberOf("kyberswap", "l:1", listed("KyberSwap Classic", "Dexs", "Ethereum")),
                memberOf("kyberswap", "l:2", listed("KyberSwap Elastic", "Dexs", "Polygon")),
                memberOf(
                    "kyberswap", "l:3", listed("KyberSwap Routing", "DEX Aggregator", "Polygon"))),
            exploit("KyberSwap Elastic", "2023-11-22").on("Polygon").get());
    assertThat(directory.histories()).hasSize(2);
    Match.Found found = found(directory, "KyberSwap Classic");
    assertThat(found.by()).isEqualTo(By.VERSION);
    assertThat(found.history().protocol().name()).isEqualTo("KyberSwap");
    assertThat(found.history().protocol().versions())
        .containsExactly("KyberSwap Classic", "KyberSwap Elastic");
    assertThat(found.history().exploits()).hasSize(1);
    assertThat(found(directory, "KyberSwap").by()).isEqualTo(By.NAME);
    assertThat(found(directory, "KyberSwap Routing").history().exploits()).isEmpty();
  }

  @Test
  void versionsRollUpToOurOwnEntryOfTheirParent() {
    ProtocolDirectory directory =
        directory(
            List.of(
                called(curated("venus", "Venus", "Lending", "BSC"), "Venus Core Pool"),
                memberOf("venus-finance", "", listed("Venus Isolated Pools", "Lending", "BSC")),
                memberOf("venus-finance", "", listed("Venus Core Pool", "Lending", "BSC"))));
    assertThat(directory.histories()).hasSize(1);
    assertThat(found(directory, "Venus Isolated Pools").history().protocol().id())
        .isEqualTo("venus");
  }

  /** Houses whose protocols are no versions: by name, by category, by what the parent is. */
  @ParameterizedTest
  @CsvSource({
    "magpie-xyz, Penpie, Yield, Radpie, Yield",
    "frax-finance, Frax Swap, Dexs, Frax Ether, Liquid Staking",
    "vault, Vault Staked ETH, Liquid Staking, Vault Staked SOL, Liquid Staking"
  })
  void aFamilyIsNotOneProtocol(
      String parent, String hit, String category, String other, String otherCategory) {
    ProtocolDirectory directory =
        directory(
            List.of(
                curated("vault", "Vault", "CEX", "Bitcoin"),
                memberOf(parent, "", listed(hit, category, "Ethereum")),
                memberOf(parent, "", listed(other, otherCategory, "Ethereum"))),
            exploit(hit, "2024-09-03").get());
    assertThat(found(directory, hit).history().exploits()).hasSize(1);
    ProtocolHistory unharmed = found(directory, other).history();
    assertThat(unharmed.exploits()).isEmpty();
    assertThat(directory.relatives(unharmed.protocol()))
        .contains(found(directory, hit).history())
        .doesNotContain(unharmed);
  }

  @Test
  void whomASourceStatesByIdIsChargedWhateverTheName() {
    ProtocolDirectory directory =
        directory(
            List.of(
                memberOf("", "l:1", listed("Twin", "Dexs", "Ethereum")),
                memberOf("", "l:2", listed("Twin", "Lending", "Ethereum")),
                memberOf("", "l:3", listed("Renamed", "Yield", "Polygon"))),
            exploit("Twin", "2024-01-01").on("Ethereum").listedAs("l:2").get(),
            exploit("Old Name", "2024-02-01").on("BSC").listedAs("l:3").get());
    assertThat(directory.histories()).hasSize(3);
    assertThat(directory.histories())
        .extracting(history -> history.exploits().size())
        .containsExactly(0, 1, 1);
    assertThat(directory.histories()).allMatch(history -> history.unassigned().isEmpty());
    assertThat(found(directory, "Old Name").history().protocol().name()).isEqualTo("Renamed");
  }

  @Test
  void oneNameOnTwoChainsIsTwoProtocols() {
    ProtocolDirectory directory =
        directory(
            List.of(listed("Twin", "Dexs", "Solana"), listed("Twin", "Lending", "Ethereum")),
            exploit("Twin", "2024-01-01").on("Ethereum").get());
    assertThat(directory.find("Twin", Optional.empty())).isInstanceOf(Match.Several.class);
    assertThat(on(directory, "Twin", "Ethereum").exploits()).hasSize(1);
    assertThat(on(directory, "Twin", "Solana").exploits()).isEmpty();
  }

  private static ProtocolHistory on(ProtocolDirectory directory, String name, String chain) {
    Chain on = Chains.named(chain).orElseThrow();
    return ((Match.Found) directory.find(name, Optional.of(on))).history();
  }

  @Test
  void oneNameOnOneChainIsToldApartByCategoryAndChargedToNeither() {
    ProtocolDirectory directory =
        directory(
            List.of(listed("Twin", "Dexs", "Ethereum"), listed("Twin", "Lending", "Ethereum")),
            exploit("Twin", "2024-01-01").on("Ethereum").get());
    assertThat(directory.histories()).hasSize(2);
    assertThat(directory.histories())
        .allSatisfy(history -> {
          assertThat(history.exploits()).isEmpty();
          assertThat(history.unassigned()).hasSize(1);
        });
  }

  /** Pairs that the samples hold: another spelling on another chain, or another kind of thing. */
  @ParameterizedTest
  @CsvSource({
    "Credix, RWA Lending, Solana, CrediX, Sonic",
    "Future Swap, Dexs, Findora, FutureSwap, Ethereum",
    "Bearn, Yield Aggregator, Berachain, bEarn, BSC",
    "StarGate, Farm, VeChain, Stargate, Ethereum"
  })
  void aLookAlikeIsNotCharged(
      String name, String category, String chain, String hit, String hitChain) {
    ProtocolDirectory directory =
        directory(
            List.of(listed(name, category, chain)), exploit(hit, "2024-01-01").on(hitChain).get());
    assertThat(directory.histories()).hasSize(2);
    assertThat(found(directory, name).history().exploits()).isEmpty();
    assertThat(found(directory, hit).history().exploits()).hasSize(1);
  }

  @Test
  void anExchangeIsNotAProtocolOfItsName() {
    ProtocolDirectory directory =
        directory(
            List.of(listed("Rain", "Prediction Market", "Arbitrum")),
            exploit("Rain", "2024-04-29").on("Bitcoin").with(Flag.CENTRALIZED_EXCHANGE).get());
    assertThat(directory.histories()).hasSize(2);
    assertThat(on(directory, "Rain", "Arbitrum").exploits()).isEmpty();
    assertThat(on(directory, "Rain", "Bitcoin").exploits()).hasSize(1);
  }

  @Test
  void aMovedProtocolWrittenJustSoIsTheSame() {
    ProtocolDirectory directory =
        directory(
            List.of(listed("Furucombo", "Yield", "Polygon")),
            exploit("Furucombo", "2021-02-27").on("Ethereum").get());
    assertThat(found(directory, "Furucombo").history().exploits()).hasSize(1);
  }

  @Test
  void aListedNameOfAnotherKindIsNotOurOwnEntry() {
    ProtocolDirectory directory =
        directory(
            List.of(
                called(curated("warp-finance", "Warp Finance", "Lending", "Ethereum"), "Warp"),
                listed("Warp", "Reserve Currency", "Polygon")),
            exploit("Warp Finance", "2020-12-17").on("Ethereum").get());
    assertThat(on(directory, "Warp", "Polygon").exploits()).isEmpty();
    assertThat(found(directory, "Warp Finance").history().exploits()).hasSize(1);
  }
}
