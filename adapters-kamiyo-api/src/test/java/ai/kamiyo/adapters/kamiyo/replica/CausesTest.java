package ai.kamiyo.adapters.kamiyo.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.kamiyo.Samples;
import ai.kamiyo.domain.exploit.RootCause;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CausesTest {
  @ParameterizedTest
  @CsvSource({
    "Private Key Compromised (Unknown Method), KEY_COMPROMISE",
    "Flashloan Price Oracle Attack, PRICE_ORACLE_MANIPULATION",
    "Vulnerable Price Dependency, PRICE_ORACLE_MANIPULATION",
    "Re-entrancy Exploit, REENTRANCY",
    "Flashloan Reentrancy Attack, REENTRANCY",
    "Acces Control Exploit, ACCESS_CONTROL",
    "Access Control Issue, ACCESS_CONTROL",
    "Cloudflare Key Compromised, FRONTEND_SUPPLY_CHAIN",
    "DNS Spoofing, FRONTEND_SUPPLY_CHAIN",
    "Safe Multisig wallet Phishing Exploit, SOCIAL_ENGINEERING",
    "Oracle Misconfiguration Exploit, MISCONFIGURATION",
    "Redeem Rounding Error Exploit, ARITHMETIC_PRECISION",
    "Precision Loss, ARITHMETIC_PRECISION",
    "Flashloan Donate Function Logic Exploit, BUSINESS_LOGIC",
    "Lack of Slippage Protection, BUSINESS_LOGIC",
    "Arbitrary External Call, ARBITRARY_CALL",
    "Storage Collision, UPGRADE_PROXY",
    "Governance Attack, GOVERNANCE",
    "Signature Exploit, SIGNATURE_VERIFICATION",
    "Proof Verifier Bug, BRIDGE_VERIFICATION",
    "Missing Input Validation, INPUT_VALIDATION",
    "Rugpull, RUG_PULL",
    "Others, OTHER",
    "Drained Contracts, UNKNOWN",
    "Unknown, UNKNOWN"
  })
  void aCauseIsReadFromASourcesOwnWords(String words, RootCause cause) {
    assertThat(Causes.of(List.of(words))).isEqualTo(cause);
  }

  @Test
  void theMostSpecificWordsDecide() {
    assertThat(Causes.of(List.of("Reentrancy", "Rugpull"))).isEqualTo(RootCause.REENTRANCY);
    assertThat(Causes.of(List.of("Unknown", "Rugpull"))).isEqualTo(RootCause.RUG_PULL);
    assertThat(Causes.of(List.of())).isEqualTo(RootCause.UNKNOWN);
  }

  @Test
  void fewOfTheSamplesWordsSayNothing() throws IOException {
    Map<String, Integer> unknown = new TreeMap<>();
    int all = 0;
    for (JsonNode row : JsonMapper.shared().readTree(Samples.file("defillama-hacks.json"))) {
      String words = row.path("technique").asString("");
      all++;
      if (Causes.of(List.of(words)) == RootCause.UNKNOWN) {
        unknown.merge(words, 1, Integer::sum);
      }
    }
    System.out.println("techniques without a root cause: " + unknown);
    assertThat(unknown.values().stream().mapToInt(i -> i).sum()).isLessThan(all / 7);
  }
}
