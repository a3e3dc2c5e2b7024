package ai.kamiyo.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainsTest {
  @ParameterizedTest
  @CsvSource({
    "ethereum, eip155:1",
    "ETH, eip155:1",
    "1, eip155:1",
    "EIP155:1, eip155:1",
    "bnb, eip155:56",
    "bsc, eip155:56",
    "Binance, eip155:56",
    "BNB Smart Chain, eip155:56",
    "xDai, eip155:100",
    "Gnosis Chain, eip155:100",
    "zkSync Era, eip155:324",
    "Zksync, eip155:324",
    "RSK, eip155:30",
    "Hyperliquid L1, eip155:999",
    "Terra, cosmos:columbus-5",
    "Terra2, cosmos:phoenix-1",
    "solana, solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"
  })
  void aChainIsFoundByWhateverPeopleCallIt(String name, String caip2) {
    assertThat(Chains.named(name).flatMap(Chain::caip2)).contains(caip2);
  }

  @Test
  void nobodyIsGuessed() {
    assertThat(Chains.named("Ethereumm")).isEmpty();
    assertThat(Chains.named("999999999999999999999999")).isEmpty();
    assertThat(Chains.named("")).isEmpty();
    assertThat(Chains.named("%")).isEmpty();
  }

  @Test
  void aChainThatTheRegistryLacksKeepsItsName() {
    assertThat(Chains.namedOrNew(" Dagger Two ").toString()).isEqualTo("Dagger Two");
  }

  @Test
  void everyChainIsFoundByItsNameItsNumberAndItsAliases() {
    assertThat(Chains.all()).hasSizeGreaterThan(100);
    for (Chain chain : Chains.all()) {
      assertThat(Chains.named(chain.name())).contains(chain);
      assertThat(chain.caip2().map(id -> Chains.named(id).orElseThrow()).orElse(chain))
          .isEqualTo(chain);
      assertThat(chain.eip155().map(n -> Chains.named("" + n).orElseThrow()).orElse(chain))
          .isEqualTo(chain);
      assertThat(Chains.aliases(chain))
          .allSatisfy(a -> assertThat(Chains.named(a)).contains(chain));
    }
  }

  @Test
  void aChainPrintsItsNameAndId() {
    assertThat(Chains.named("bsc").orElseThrow()).hasToString("BSC (eip155:56)");
  }
}
